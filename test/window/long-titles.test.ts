import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { look } from '../support/looks.ts';
import { opened, setStage, type Stage } from '../support/missionsPage.ts';

const LATIN = 'Unbreakable'.repeat(19).slice(0, 200);
const CJK = '長い題名'.repeat(50);
const WIDTHS = [960, 1280] as const;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

/** What can be scrolled sideways to more than is seen, or reaches under the details, as words. */
function wrongsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${String(element.getAttribute('class')).slice(0, 60)} "${element.textContent.slice(0, 20)}"`;
    const isClipped = (element: Element, right: number): boolean => {
      for (let up = element.parentElement; up !== null && up !== document.body; up = up.parentElement)
        if (getComputedStyle(up).overflowX !== 'visible' && up.getBoundingClientRect().right <= right) return true;
      return false;
    };
    const panel = document.querySelector('[aria-label^="Details of"]');
    const wall = panel?.getBoundingClientRect();
    const wrongs: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) wrongs.push('the page scrolls sideways');
    for (const element of document.body.querySelectorAll('*')) {
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1 || element.closest('.sr-only') !== null) continue;
      if (right > innerWidth + 1 && !isClipped(element, innerWidth + 1))
        wrongs.push(`beyond the window: ${name(element)}`);
      if (wall === undefined || panel === null || panel.contains(element) || element.contains(panel)) continue;
      const isBeside = wall.left > 0 && left < wall.left && right > wall.left + 1;
      const sharesRow =
        element.getBoundingClientRect().bottom > wall.top + 1 && element.getBoundingClientRect().top < wall.bottom - 1;
      if (isBeside && sharesRow && element.closest('#main, main') !== null && !isClipped(element, wall.left + 1))
        wrongs.push(`behind the details: ${name(element)}`);
    }
    return wrongs.slice(0, 8);
  });
}

function withLong(text: string) {
  return ({ containers }: Snapshot): Partial<Snapshot> => ({
    containers: Object.fromEntries(
      Object.entries(containers).map(([name, one]) => [
        name,
        {
          ...one,
          nick: text,
          task: text,
          branch: `feat/${text}`,
          attention: one.attention === null ? null : { ...one.attention, text },
        },
      ]),
    ),
  });
}

test.each(WIDTHS.flatMap((width) => [LATIN, CJK].map((text) => [width, text.slice(0, 4), text] as const)))(
  'at %d px nothing of the fleet or a container hides or overflows with a title in letters like %s',
  async (width, _letters, text) => {
    const { page } = await look(stage.browser, { change: withLong(text), viewport: { width, height: 700 } });
    page.setDefaultTimeout(15000);
    await page.locator('[data-row]').first().click();
    if ((await page.getByRole('complementary', { name: /^Details of/ }).count()) === 0) await page.keyboard.press('i');
    await page.getByRole('complementary', { name: /^Details of/ }).waitFor();
    expect(await wrongsOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/container\//);
    await page.locator('.xterm').first().waitFor();
    expect(await wrongsOf(page)).toEqual([]);
  },
);

test.each(WIDTHS.flatMap((width) => [LATIN, CJK].map((text) => [width, text.slice(0, 4), text] as const)))(
  'at %d px nothing of a mission hides or overflows with a title in letters like %s',
  async (width, _letters, text) => {
    const shown = await opened(stage, { feature: 'auth-db' }, { viewport: { width, height: 700 } });
    const { page, project } = shown;
    page.setDefaultTimeout(15000);
    const folder = join(project.folder, '.maestro', 'missions', project.mission);
    for (const file of ['mission.json', 'features/auth-db.json', 'features/auth-api.json']) {
      const path = join(folder, file);
      const record = JSON.parse(await readFile(path, 'utf8')) as object;
      await writeFile(path, JSON.stringify({ ...record, title: text, description: text }));
    }
    await page.getByRole('heading', { name: text }).first().waitFor();
    await page.locator('#card-auth-db').click();
    const panel = page.getByRole('complementary', { name: /^Details of/ });
    await panel.waitFor();
    for (const tab of ['board', 'outline', 'timeline'] as const) {
      await shown.at({ tab, mission: project.mission, feature: 'auth-db' });
      await panel.waitFor();
      expect([tab, ...(await wrongsOf(page))]).toEqual([tab]);
    }
  },
);

test('what lies behind the details or beyond the window is found', async () => {
  const { page } = await look(stage.browser, { viewport: { width: 960, height: 700 } });
  await page.locator('[data-row]').first().click();
  if ((await page.getByRole('complementary', { name: /^Details of/ }).count()) === 0) await page.keyboard.press('i');
  await page.getByRole('complementary', { name: /^Details of/ }).waitFor();
  await page.evaluate((text) => {
    const line = document.createElement('p');
    line.textContent = text;
    line.style.cssText = 'position: fixed; top: 300px; left: 100px; white-space: nowrap';
    document.querySelector('main')?.append(line);
    document.body.append(line.cloneNode(true));
  }, LATIN);

  expect((await wrongsOf(page)).join()).toMatch(/behind the details: p.*beyond the window: p/);
});
