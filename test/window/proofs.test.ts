import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { inDemo } from '../support/demoMission.ts';
import { axe } from '../support/looks.ts';
import { opened, setStage } from '../support/missionsPage.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

test('a check is run, and what it proves stands apart from what somebody says', async () => {
  const { page, details, wrongs } = await inDemo(browser, { feature: 'Store the keys' });
  const item = details.getByRole('listitem', { name: 'Keys survive' });
  const check = item.getByRole('group', { name: 'Check' });
  await check.getByText('npm test -- keys').waitFor();
  await check.getByText('Its check was never run.').waitFor();

  await check.getByRole('button', { name: 'Run check' }).press('Enter');
  await check.getByText('12 tests ran · exit code 0').waitFor();
  await check.getByText('Proven', { exact: true }).waitFor();
  expect(await item.getByText(/^Evidence/).count()).toBe(0);
  await page.getByText('auth-db-assertion-1: its check passed.').waitFor();
  expect(await axe(page)).toEqual([]);

  await check.getByRole('button', { name: 'Log…' }).press('Enter');
  const log = page.getByRole('dialog', { name: 'Log of the check of auth-db-assertion-1' });
  await log.getByText('✓ test/keys.test.ts (12 tests)').waitFor();
  await page.keyboard.press('Escape');
  await log.waitFor({ state: 'detached' });
  expect(wrongs).toEqual([]);
});

test('a check that fails fails its assertion, and one that proves nothing says why', async () => {
  const { details } = await inDemo(browser, { feature: 'Answer the challenge' });
  const at = (name: string) => details.getByRole('listitem', { name });
  for (const name of ['A wrong answer is refused', 'A right answer signs in'])
    await at(name).getByRole('button', { name: 'Run check' }).click();

  await at('A right answer signs in').getByText('Check failed', { exact: true }).waitFor();
  await at('A right answer signs in')
    .getByText(/it ended with exit code 1 in place of 0; 1 of its tests failed/)
    .first()
    .waitFor();
  await at('A wrong answer is refused').getByText('Not proven').waitFor();
  await at('A wrong answer is refused').getByText('Its check is no pass: all 4 tests were skipped.').waitFor();
});

test('a check that runs can be ended, and nothing is judged', async () => {
  const { page, details } = await inDemo(browser, { feature: 'Store the keys', turnMs: 3_600_000 });
  const check = details.getByRole('listitem', { name: 'Keys survive' }).getByRole('group', { name: 'Check' });
  await check.getByRole('button', { name: 'Run check' }).click();
  await check.getByText('Checking').waitFor();
  await check.getByRole('button', { name: 'Cancel' }).click();

  await page.getByText('The check of auth-db-assertion-1 was ended.').waitFor();
  await check.getByRole('button', { name: 'Run check' }).waitFor();
  await check.getByText('Not run', { exact: true }).waitFor();
  expect(await details.getByRole('alert').count()).toBe(0);
});

test('an assertion gets a check, another one, and none again; without Docker its run says so', async () => {
  const stage = await setStage();
  const { page } = await opened(stage, { feature: 'auth-ui' });
  await page.keyboard.press('i');
  const item = page
    .getByRole('complementary', { name: 'Details of Show the form' })
    .getByRole('listitem', { name: 'The form works by keyboard' });

  await item.getByRole('button', { name: 'Add a check…' }).press('Enter');
  await page.keyboard.type('npm run lint');
  const least = item.getByRole('textbox', { name: /At least so many tests/ });
  await least.fill('some');
  expect(await item.getByRole('button', { name: 'Save check' }).isDisabled()).toBe(true);
  await least.fill('0');
  await item.getByText(/validate check \S+ --mission \S+ --command 'npm run lint' --min-tests 0/).waitFor();
  await least.press('Enter');
  const check = item.getByRole('group', { name: 'Check' });
  await check.getByText('npm run lint').waitFor();

  await check.getByRole('button', { name: 'Run check' }).press('Enter');
  await check
    .getByRole('alert')
    .getByText(/Docker/)
    .first()
    .waitFor();
  await check.getByRole('button', { name: 'Change…' }).press('Enter');
  await item.getByRole('button', { name: 'Remove' }).press('Enter');
  await item.getByRole('button', { name: 'Add a check…' }).waitFor();
  await page.keyboard.press('Control+z');
  await check.getByText('npm run lint').waitFor();
});
