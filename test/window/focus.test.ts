import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { axe } from '../support/looks.ts';
import { opened, setStage, type Stage } from '../support/missionsPage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

/** The role and the words of what has the focus: what a screen reader says. */
function heard(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    return `${activeElement?.getAttribute('role') ?? ''} ${activeElement?.textContent ?? ''}`;
  });
}

/** The id of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.id ?? '');
}

test('the outline gives its rows the focus, one after the other', async () => {
  const { page } = await opened(stage, { tab: 'outline' });
  await page.getByRole('treegrid', { name: 'Outline' }).focus();
  await expect.poll(() => heard(page)).toMatch(/^row .*Planning/);
  await page.keyboard.press('j');
  await expect.poll(() => heard(page)).toMatch(/^row .*Write the design/);
  await page.keyboard.press('End');
  await expect.poll(() => heard(page)).toMatch(/^row .*A guest signs in/);
  expect(await axe(page)).toEqual([]);
});

test('the list of missions gives its options the focus, and search comes back to it', async () => {
  const { page } = await opened(stage);
  await page.keyboard.press('/');
  await page.keyboard.press('Enter');
  await expect.poll(() => heard(page)).toMatch(/^option .*Sign in with a passkey/);
  expect(await axe(page)).toEqual([]);
});

test('keys of the configuration, handoffs and topics of the help have the focus, and Enter opens one', async () => {
  const shown = await opened(stage);
  const { page } = shown;
  await shown.at({ tab: 'config', mission: shown.project.mission });
  await page.getByRole('group', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Home');
  await expect.poll(() => focused(page)).toMatch(/^config-/);
  const first = await focused(page);
  await page.keyboard.press('j');
  await expect.poll(() => focused(page)).not.toBe(first);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).not.toMatch(/^config-/);

  await shown.at({ tab: 'handoffs', mission: shown.project.mission });
  await page.getByRole('navigation', { name: 'Handoffs' }).waitFor();
  await page.keyboard.press('Home');
  await expect.poll(() => focused(page)).toMatch(/^handoff-/);
  expect(await axe(page)).toEqual([]);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('>help');
  await page
    .getByRole('option', { name: /^Help:/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(/^topic-/);
  const topic = await focused(page);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(page)).not.toBe(topic);
  expect(await axe(page)).toEqual([]);
});

test('settings that do nothing are folded away under one line that says so', async () => {
  const shown = await opened(stage);
  const { page } = shown;
  await shown.at({ tab: 'config', mission: shown.project.mission });
  const keys = page.getByRole('group', { name: 'Keys' });
  const fold = keys.getByRole('button', { name: /keys without effect/ });
  await fold.waitFor();
  expect(await keys.getByText('no effect').count()).toBe(0);

  await fold.click();
  await keys.getByText('no effect').first().waitFor();
  expect(await axe(page)).toEqual([]);
});

test.each([960, 1280])('at %d px nothing of the board or the outline lies behind the details', async (width) => {
  const shown = await opened(stage, { feature: 'auth-db' }, { viewport: { width, height: 600 } });
  const { page } = shown;
  const panel = page.getByRole('complementary', { name: /^Details of/ });
  await page.locator('#card-auth-db').click();
  await panel.waitFor();
  for (const tab of ['board', 'outline', 'graph', 'timeline'] as const) {
    await shown.at({ tab, mission: shown.project.mission, feature: 'auth-db' });
    await panel.waitFor();
    const [beside, details] = await Promise.all([page.locator('#mission').boundingBox(), panel.boundingBox()]);
    expect((beside?.x ?? 0) + (beside?.width ?? 0)).toBeLessThanOrEqual(details?.x ?? 0);
  }
});
