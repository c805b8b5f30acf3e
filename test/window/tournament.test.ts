import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { inDemo } from '../support/demoMission.ts';
import { axe } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

test('several agents are put to a feature, compared, proven, and one is picked by keys; the others are in the trash', async () => {
  const { page, details, wrongs } = await inDemo(browser, { feature: 'Answer the challenge' });
  await details.getByRole('button', { name: 'Launch several…' }).press('Enter');
  const copies = page.getByRole('dialog', { name: 'Several agents at auth-api' });
  await copies.getByRole('combobox', { name: 'Agent of copy 1' }).selectOption('claude');
  await copies.getByRole('combobox', { name: 'Agent of copy 2' }).selectOption('codex');
  await copies.getByRole('button', { name: 'Leave out copy 3' }).click();
  await copies.getByRole('textbox', { name: 'Its way' }).nth(1).fill('Keep it small');
  await copies
    .getByText(
      /feature launch auth-api --mission \S+ --copies 2 --with claude --with codex --hint '' --hint 'Keep it small'/,
    )
    .waitFor();
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await copies.waitFor({ state: 'detached' });

  await details.getByText('2 works compete.').waitFor();
  await details.getByText('In progress').first().waitFor();
  await expect.poll(() => details.getByRole('button', { name: 'Launch several…' }).count()).toBe(0);
  await details.getByRole('button', { name: 'Compare…' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Copies of auth-api' });
  const row = (name: string) => sheet.getByRole('row', { name: new RegExp(name) });
  await row('feat-answer-challenge-1 ')
    .getByText(/^\+\d+ -8 in 2 files$/)
    .waitFor();
  await row('feat-answer-challenge-2-1').getByText('codex').waitFor();
  expect(await axe(page)).toEqual([]);
  await sheet.getByRole('button', { name: 'Run checks' }).press('Enter');
  await row('feat-answer-challenge-2-1').getByText('1 failed, 1 no pass').waitFor();
  expect(await sheet.getByRole('button', { name: 'Run checks' }).isDisabled()).toBe(true);

  await sheet.getByRole('button', { name: 'Side by side…' }).press('Enter');
  const both = page.getByRole('dialog', { name: 'Copies of auth-api, side by side' });
  await both.getByRole('group', { name: 'feat-answer-challenge-1', exact: true }).getByText('+').first().waitFor();
  await both.getByRole('group', { name: 'feat-answer-challenge-2-1' }).getByText('+').first().waitFor();
  expect(await axe(page)).toEqual([]);
  await both.getByRole('button', { name: 'Back to the scores' }).press('Enter');

  await sheet.getByRole('radio', { name: /challenge-1 / }).focus();
  await page.keyboard.press('ArrowDown');
  await sheet.getByText(/feature pick auth-api --mission \S+ --copy feat-answer-challenge-2-1/).waitFor();
  await page.keyboard.press('Control+Enter');
  await sheet.waitFor({ state: 'detached' });
  await page.getByText(/^auth-api has the work of feat-answer-challenge-2-1\. The others are in the trash: /).waitFor();
  await details.getByRole('link', { name: 'feat-answer-challenge-2-1' }).waitFor();
  await expect.poll(() => details.getByRole('link', { name: 'feat-answer-challenge-1', exact: true }).count()).toBe(0);
  await expect.poll(() => details.getByText('works compete').count()).toBe(0);
  expect(wrongs).toEqual([]);
});
