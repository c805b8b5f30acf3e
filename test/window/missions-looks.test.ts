import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { MISSIONS, type MissionsPlace } from '../../renderer/client/place.ts';
import { axe } from '../support/looks.ts';
import { at, opened, rested, setStage, type Stage } from '../support/missionsPage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

/** Every screen of the place: where it is, and what is done there before it is looked at. */
const SCREENS: Readonly<Record<string, Partial<MissionsPlace> & { then?: (page: Page) => Promise<unknown> }>> = {
  board: { then: (page) => page.locator('#card-auth-db').waitFor() },
  'move menu': {
    then: async (page) => {
      await page.locator('#card-auth-db').click();
      await page.keyboard.press('m');
      await page.getByRole('menu').waitFor();
    },
  },
  details: {
    feature: 'auth-api',
    then: async (page) => {
      await page.keyboard.press('i');
      await page.getByRole('button', { name: 'Waive' }).first().click();
    },
  },
  outline: { tab: 'outline', then: (page) => page.getByRole('treegrid').waitFor() },
  seal: { tab: 'outline', then: (page) => page.getByRole('button', { name: /^Seal Build/ }).click() },
  checkpoints: {
    then: async (page) => {
      await page.getByRole('heading', { name: 'Sign in with a passkey' }).waitFor();
      await page.keyboard.press('Shift+C');
      await page.getByText('Loading would change').waitFor();
    },
  },
  'plan with flaws': {
    then: async (page) => {
      await page.keyboard.press('Shift+I');
      await page.getByRole('textbox', { name: 'Plan', exact: true }).fill('{\n  "title": 4\n}');
      await page.getByRole('alert').waitFor();
    },
  },
  projects: { then: (page) => page.keyboard.press('p') },
  'open a project': {
    then: async (page) => {
      await page.keyboard.press('p');
      await page.getByRole('button', { name: 'Open another folder…' }).click();
    },
  },
  'missing mission': { mission: '2020-01-01-001', then: (page) => page.getByText('There is no mission').waitFor() },
  'unknown project': { project: '/nowhere', then: (page) => page.getByText('This project is not open.').waitFor() },
  palette: {
    then: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('# passkey');
      await page.getByRole('option', { name: /Sign in with a passkey/ }).waitFor();
    },
  },
};

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test('every screen can be used by everyone, and breaks no rule of the page', async () => {
    const { page, wrongs, project } = await opened(stage, {}, { colorScheme });
    for (const [name, { then, ...place }] of Object.entries(SCREENS)) {
      await page.evaluate(() => sessionStorage.clear());
      await page.reload();
      await at(page, { ...MISSIONS, project: project.folder, mission: project.mission, ...place });
      await page.locator('footer').first().waitFor();
      await then?.(page);
      await rested(page);
      expect(await axe(page), name).toEqual([]);
    }
    expect(wrongs).toEqual([]);
  });
});

test.each([
  [960, 600],
  [640, 400],
  [480, 300],
])('nothing is wider than a window of %i by %i', async (width, height) => {
  const { page, project } = await opened(stage, {}, { viewport: { width, height } });
  for (const place of [{}, { feature: 'auth-db' }, { tab: 'outline' as const }, { mission: null }]) {
    await at(page, { ...MISSIONS, project: project.folder, mission: project.mission, ...place });
    await rested(page);
    expect(await outside(page), JSON.stringify(place)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

/** What reaches beyond the window's right edge and is not in something that scrolls or cuts there. */
function outside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      (getComputedStyle(element).overflowX !== 'visible' || cut(element.parentElement));
    return [...document.querySelectorAll('#root *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !cut(element.parentElement))
      .map((element) => element.outerHTML.slice(0, 120));
  });
}
