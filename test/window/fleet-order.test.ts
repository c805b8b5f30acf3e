import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { look, type Look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

/** The names of the rows, from above. */
function names(page: Page): Promise<string[]> {
  return page
    .getByRole('grid', { name: 'Fleet' })
    .locator('[data-row]')
    .evaluateAll((rows) =>
      rows
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((row) => row.getAttribute('data-row') ?? ''),
    );
}

function firstOf({ demo }: Look, state: Container['state']): Container {
  const found = Object.values(demo.state.snapshot.containers).find((container) => container.state === state);
  if (found === undefined) throw new Error(`No container is ${state}.`);
  return found;
}

/** The first of these begins to need the user. */
function needs({ demo }: Look, container: Container): void {
  const asks: Container = { ...container, state: 'needs-you', attention: null };
  demo.state.change({ containers: { [container.name]: asks } });
}

test('a click on a head sorts by its column, another turns it around, and a reload keeps it', async () => {
  const { page } = await look(browser);
  const own = await names(page);
  const head = page.getByRole('columnheader', { name: 'Container' });

  await head.getByRole('button').click();
  await page.mouse.move(0, 0);
  const up = await names(page);
  expect(up).toEqual(up.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })));
  await page.reload();
  await expect.poll(() => names(page)).toEqual(up);

  await head.getByRole('button').click();
  await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending');
  await head.getByRole('button').click();
  await page.mouse.move(0, 0);
  await expect.poll(() => names(page)).toEqual(own);
});

test('every column can be sorted by, with keys alone', async () => {
  const { page } = await look(browser);
  for (const column of ['state', 'container', 'agent', 'ask or task', 'git', 'active', 'sign-in', 'isolation']) {
    await page.keyboard.press('o');
    await page.getByRole('menuitem', { name: `By ${column}`, exact: true }).press('Enter');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.keyboard.press('o');
    await page.getByRole('menuitem', { name: new RegExp(`By ${column}, turned around`) }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  }
});

test('rows stay where they are under the pointer, and stand anew when it leaves', async () => {
  const shown = await look(browser);
  const { page } = shown;
  const before = await names(page);
  const calm = firstOf(shown, 'quiet');
  await page.locator(`[data-row="${before[1] ?? ''}"]`).hover();

  needs(shown, calm);
  await page.locator(`[data-row="${calm.name}"]`).getByText('Needs you').waitFor();
  expect(await names(page)).toEqual(before);

  await page.mouse.move(0, 0);
  await expect.poll(async () => (await names(page)).indexOf(calm.name)).toBeLessThan(before.indexOf(calm.name));
});

test('a key takes over the order that the rows should have', async () => {
  const shown = await look(browser);
  const { page } = shown;
  await page.keyboard.press('j');
  const before = await names(page);
  const calm = firstOf(shown, 'quiet');

  needs(shown, calm);
  await page.getByRole('button', { name: 'Sort again' }).waitFor();
  expect(await names(page)).toEqual(before);
  await page.keyboard.press('j');

  await expect.poll(async () => (await names(page)).indexOf(calm.name)).toBeLessThan(before.indexOf(calm.name));
});

test('the current row really has the focus, also after it was scrolled away', async () => {
  const { page } = await look(browser);
  await page.keyboard.press('j');
  const first = (await names(page))[0] ?? '';
  const focused = (): Promise<string | null | undefined> =>
    page.evaluate(() => document.activeElement?.getAttribute('data-row'));
  await expect.poll(focused).toBe(first);

  await page.keyboard.press('End');
  await expect.poll(focused).not.toBe(first);
  const last = await focused();
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 0));
  expect(await focused()).toBe(last);
  await page.keyboard.press('/');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe(last);
});

test('a column that says the same in every row gives its room away, and the head says what it says', async () => {
  const same = (container: Container): Container => ({
    ...container,
    agent: 'claude',
    model: null,
    credential: null,
    isolation: { ...container.isolation, state: 'verified' },
    preset: 'standard',
  });
  const { page } = await look(browser, {
    change: ({ containers }) => ({
      containers: Object.fromEntries(Object.entries(containers).map(([name, one]) => [name, same(one)])),
    }),
  });
  const task = page.getByRole('columnheader', { name: /Ask or task/ });
  await task.getByText('All: agent claude, sign-in none, isolation verified').waitFor();
  for (const gone of ['Agent', 'Sign-in', 'Isolation'])
    expect(await page.getByRole('columnheader', { name: gone, exact: true }).count()).toBe(0);
});

test.each([960, 1280, 1600])('at %d px every cell stands under its head', async (width) => {
  const { page } = await look(browser, { viewport: { width, height: 600 } });
  const lefts = await page.getByRole('grid').evaluate((grid) => {
    const edges = (row: Element | null): number[] =>
      [...(row?.querySelectorAll('[role="columnheader"],[role="gridcell"]') ?? [])]
        .map((cell) => cell.getBoundingClientRect())
        .filter(({ width: shown }) => shown > 0)
        .map(({ left }) => Math.round(left));
    return [...grid.querySelectorAll('[role="row"]')].map(edges);
  });
  const [head, ...rows] = lefts;
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) expect(row).toEqual(head);
});
