import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { demoCreations } from '../../electron/demo/fleet.ts';
import { axe, look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

async function press(page: Page, ...chords: string[]): Promise<void> {
  await page.locator('[data-row]').first().waitFor();
  for (const chord of chords) await page.keyboard.press(chord);
}

/** The current tile, which has the focus. */
async function current(page: Page): Promise<string | undefined> {
  const [marked, focused] = await page.evaluate(() => [
    document.querySelector('[aria-current="true"][data-row]')?.getAttribute('data-row'),
    document.activeElement?.getAttribute('data-row'),
  ]);
  return marked === focused ? (marked ?? undefined)?.replace('maestro-', '') : undefined;
}

/** The heads of the board and what they count. */
function heads(page: Page): Promise<string[]> {
  return page.getByRole('columnheader').allInnerTexts();
}

function many(containers: readonly Container[], count: number): Record<string, Container> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const base = containers[index % containers.length];
      if (base === undefined) throw new Error('The made-up fleet is empty.');
      const name = `${base.name}-${index}` as typeof base.name;
      return [name, { ...base, name, shortName: `${base.shortName}-${index}` }];
    }),
  );
}

test('the board shows each container under its state, and keys walk, select and act in it', async () => {
  const { page, demo, wrongs } = await look(browser);
  await press(page, 'b');
  await page.getByRole('columnheader', { name: /Needs you/ }).waitFor();
  const words = (await heads(page)).map((text) => text.split('\n')[0]);
  expect(words.slice(0, 3)).toEqual(['Needs you', 'In trouble', 'Running']);
  expect((await heads(page)).reduce((sum, text) => sum + Number(/\d+/.exec(text)?.[0]), 0)).toBe(24);

  await press(page, 'j');
  await expect.poll(() => current(page)).toBe('chore-upgrade-vite-2');
  await press(page, 'ArrowDown');
  await expect.poll(() => current(page)).toBe('feat-oauth-login-1');
  await press(page, 'l', 'l');
  const running = (await current(page)) ?? '';
  expect(demo.state.snapshot.containers[`maestro-${running}`]?.state).toMatch(/running|starting/);
  await press(page, 'h', 'ArrowLeft', 'Home');
  await expect.poll(() => current(page)).toBe('chore-upgrade-vite-2');

  await press(page, 'Space');
  await page.getByRole('dialog', { name: 'chore-upgrade-vite-2' }).waitFor();
  await press(page, 'Escape');
  await expect.poll(() => current(page)).toBe('chore-upgrade-vite-2');
  await press(page, 'x', 'Shift+J', 's');
  await page.getByRole('tab', { name: 'Stopped 4' }).waitFor();
  expect(demo.calls.filter((call) => call.startsWith('containers.stop'))).toHaveLength(2);
  await expect.poll(() => heads(page)).toContain('Stopped\n4');
  expect(wrongs).toEqual([]);
});

test('by mouse: the switch, a tile, its menu, a selection of two, and the way into the container', async () => {
  const { page } = await look(browser);
  const view = page.getByRole('radiogroup', { name: 'View' });
  await view.getByRole('radio', { name: 'Board by state' }).click();
  const tile = page.getByRole('gridcell', { name: /refactor-db-pool-1/ });
  await tile.click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Peek/ }).waitFor();
  await page.keyboard.press('Escape');
  await tile.click({ modifiers: ['Control'] });
  await page.getByRole('gridcell', { name: /docs-guide-2/ }).click({ modifiers: ['Control'] });
  await expect.poll(() => page.locator('[data-row][aria-selected="true"]').count()).toBe(2);

  await view.getByRole('radio', { name: 'Terminals' }).click();
  await expect.poll(() => page.locator('[data-row][aria-selected="true"]').count()).toBe(2);
  await page.getByRole('gridcell', { name: /docs-guide-2/ }).dblclick();

  await page.getByRole('heading', { name: 'docs-guide-2', level: 1 }).waitFor();
});

test('tabs and search narrow the board and the grid as they do the table, and a reload keeps the view', async () => {
  const { page } = await look(browser);
  await press(page, 'b');
  await page.getByRole('tab', { name: /Stopped/ }).click();
  await expect.poll(async () => (await heads(page)).map((text) => text.split('\n')[0])).toEqual(['Stopped']);
  await page.keyboard.press('/');
  await page.keyboard.type('timezone');
  await expect.poll(() => page.locator('[data-row]').count()).toBe(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => current(page)).toBe('fix-timezone-reports-1');

  await page.keyboard.press('w');
  await page.reload();
  await page.getByRole('radio', { name: 'Terminals', checked: true }).waitFor();
  await expect.poll(() => page.locator('[data-row]').count()).toBe(1);
  await page.getByRole('searchbox').fill('nothing like it');
  await page.getByText('Nothing matches “nothing like it”.').waitFor();
});

test('the grid shows the end of what terminals show, and reads only those in view', async () => {
  const { page, demo, wrongs } = await look(browser, {
    change: ({ containers }) => ({ containers: many(Object.values(containers), 500) }),
  });
  await press(page, 'w');
  await page.getByText('Type something else').first().waitFor();
  expect(await page.locator('[data-row]').count()).toBeLessThan(40);

  const read = () => new Set(demo.calls.filter((call) => call.startsWith('terminals.lastLines')));
  const before = read().size;
  expect(before).toBeLessThanOrEqual(15);
  await press(page, 'j');
  const first = await current(page);
  await press(page, 'l', 'j', 'h', 'k');
  await expect.poll(() => current(page)).toBe(first);
  await press(page, 'End');
  await expect.poll(() => current(page)).not.toBe(first);
  await expect.poll(() => page.locator('[data-row]').count()).toBeLessThan(40);
  expect(read().size).toBeLessThan(60);
  expect(wrongs).toEqual([]);
});

test('what stops keeps its last picture with its age; what never ran here says so; a failure is told', async () => {
  const { page, demo } = await look(browser);
  await press(page, 'w');
  const tile = page.getByRole('gridcell', { name: /feat-oauth-login-1/ });
  await tile.getByText('PKCE (recommended)').waitFor();
  expect(await tile.getByText(/seen/).count()).toBe(0);

  const [container] = Object.values(demo.state.snapshot.containers).filter(
    ({ shortName }) => shortName === 'feat-oauth-login-1',
  );
  if (container === undefined) throw new Error('The made-up fleet lost a container.');
  demo.state.change({
    containers: { [container.name]: { ...container, docker: 'exited', state: 'stopped', attention: null } },
  });
  await page.keyboard.press('/');
  await page.keyboard.type('oauth');
  await tile.getByText(/It does not run/).waitFor();
  await tile.getByText('PKCE (recommended)').waitFor();
  await tile.getByText(/seen \d+s ago/).waitFor();

  await page.getByRole('searchbox').fill('timezone');
  await page.getByText('It does not run, so its terminal shows nothing.').waitFor();
  demo.refuse('terminals.lastLines', { code: 'DOCKER_FAILED', sentence: 'It broke.', hints: [], detail: null });
  await page.getByRole('searchbox').fill('guide');
  await page.getByText('It broke.').first().waitFor();
});

test('creations stand among the tiles, and five hundred containers cost few nodes', async () => {
  const { page } = await look(browser, {
    change: ({ containers }) => ({
      containers: many(Object.values(containers), 500),
      creations: Object.fromEntries(demoCreations(Date.now()).map((one) => [one.id, one])),
    }),
  });
  await press(page, 'b');
  await page.getByRole('gridcell', { name: /Starting 6\/8/ }).waitFor();
  await page.getByRole('gridcell', { name: /Failed.*hero\.psd cannot be read/ }).waitFor();
  expect(await page.locator('[data-row]').count()).toBeLessThan(120);

  await press(page, 'j', 'l', 'End');
  await expect.poll(() => current(page)).toBeDefined();
  await page.locator('[data-row][aria-current="true"]').click();
});

test.each(['light', 'dark'] as const)(
  'the views can be used by everyone in the %s theme, full and empty',
  async (colorScheme) => {
    for (const key of ['b', 'w']) {
      const { page } = await look(browser, { colorScheme });
      await press(page, 'j', 'x', key);
      await page.getByRole('gridcell').first().waitFor();
      if (key === 'w') await page.getByText('Type something else').first().waitFor();
      expect(await axe(page)).toEqual([]);
    }
    const loading = await look(browser, {
      colorScheme,
      change: () => ({ containers: {}, loaded: false, docker: { state: 'connecting' } }),
    });
    await loading.page.keyboard.press('b');
    await loading.page.getByRole('status', { name: 'Reading the containers' }).waitFor();
    expect(await axe(loading.page)).toEqual([]);
  },
);

test('a small window shows both views without scrolling the page sideways', async () => {
  for (const key of ['b', 'w']) {
    const { page } = await look(browser, { viewport: { width: 640, height: 400 } });
    await press(page, key);
    await page.getByRole('gridcell').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }
});

test('nothing in a tile is cut off at its lower edge, cosy and compact', async () => {
  const { page } = await look(browser, {
    change: () => ({ creations: Object.fromEntries(demoCreations(Date.now()).map((one) => [one.id, one])) }),
  });
  for (const chord of ['b', 'd', 'w', 'd']) {
    await press(page, chord);
    await page.getByRole('gridcell').first().waitFor();
    const cut = await page
      .locator('[data-row]')
      .evaluateAll((tiles) =>
        tiles.filter((tile) => tile.scrollHeight > tile.clientHeight + 1).map((tile) => tile.textContent),
      );
    expect(cut).toEqual([]);
  }
});
