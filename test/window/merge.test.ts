import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../electron/contract/errors.ts';
import { RACE, SAFE, SLOW } from '../../electron/demo/review.ts';
import { axe, look } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const TIP = '3b1d9c00aa11bb22cc33dd44ee55ff6677889900';
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

async function review(name: string) {
  const opened = await look(browser, { at: `#/review/${name}` });
  await opened.page.getByText('4 commits, the newest').waitFor();
  return opened;
}

/** The sheet of a merge, opened by key, once it knows what is committed. */
async function merging(name: string) {
  const opened = await review(name);
  await opened.page.keyboard.press('m');
  const sheet = opened.page.getByRole(name === SAFE ? 'dialog' : 'alertdialog', { name: /^Merge/ });
  await sheet.getByRole('textbox', { name: 'Into' }).waitFor();
  return { ...opened, sheet };
}

function problem(code: Problem['code'], sentence: string, detail: string | null = null): Problem {
  return { code, sentence, hints: ['maestro diff NAME shows what there is.'], detail };
}

test('by keys alone work is merged, after what would act on this machine was said, and taken back', async () => {
  const { page, demo, sheet, wrongs } = await merging(RACE);
  await sheet.getByText('4 changes would act on this machine').waitFor();
  await sheet.getByText('7 changed files go into').waitFor();
  expect(await axe(page)).toEqual([]);
  // What is asked first is whether one wants it at all.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
  expect(demo.calls.join()).not.toContain('review.merge');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  await page.getByText('Merged fix-flaky-checkout-test-1 into main: 4 commits.').waitFor();
  expect(demo.calls).toContain(`review.merge ${JSON.stringify({ name: RACE, tip: TIP, into: 'main', way: 'merge' })}`);
  await sheet.waitFor({ state: 'detached' });
  await page.keyboard.press('u');
  await page.getByText('main is at 9f2c41d0a7 again.').waitFor();
  const call = `review.unmerge ${JSON.stringify({ name: RACE, project: '/home/ada/work/web-shop' })}`;
  expect(demo.calls).toContain(call);
  expect(wrongs).toEqual([]);
});

test('another way and another branch are chosen, with the command that does the same, and Escape does nothing', async () => {
  const { page, demo, sheet } = await merging(SAFE);
  await sheet.getByText('Nothing that it changes acts on this machine').waitFor();
  await sheet.getByRole('radio', { name: 'Squash' }).click();
  await sheet.getByRole('textbox', { name: 'Into' }).fill('next');
  await sheet.getByText('All of it becomes one commit on next.').waitFor();
  await sheet.getByText('maestro merge chore-ci-cache-1 --squash --into next').waitFor();

  await page.keyboard.press('Enter');

  await page.getByText('Merged chore-ci-cache-1 into next').waitFor();
  const call = { name: SAFE, tip: TIP, into: 'next', way: 'squash' };
  expect(demo.calls).toContain(`review.merge ${JSON.stringify(call)}`);

  await page.keyboard.press('m');
  await sheet.getByRole('textbox', { name: 'Into' }).waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  expect(demo.calls.filter((line) => line.startsWith('review.merge'))).toHaveLength(1);
});

test('what conflicts is listed by file, and its agent is given the branch and told to resolve it', async () => {
  const { page, demo, sheet } = await merging(RACE);
  demo.refuse(
    'review.merge',
    problem('MERGE_CONFLICT', '2 files conflict; nothing was changed.', 'a/one.ts\nb\u202etwo.ts'),
  );
  await page.keyboard.press('Control+Enter');

  const refusal = sheet.getByRole('alert');
  await refusal.getByText('2 files conflict; nothing was changed.').waitFor();
  await refusal.getByText('a/one.ts').waitFor();
  await refusal.getByText('b\ufffdtwo.ts').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Let the agent resolve it');
  await page.keyboard.press('Enter');

  await page.getByText('has main now, and is told to resolve what conflicts.').waitFor();
  expect(demo.calls).toContain(`review.giveBase ${JSON.stringify({ name: RACE, into: 'main' })}`);
  expect(demo.calls.join('\n')).toMatch(/talk\.send .*a\/one\.ts/);
  await sheet.waitFor({ state: 'detached' });
});

test('a tree with changes, and work that has moved on, are refused with what to do', async () => {
  const { page, demo, sheet } = await merging(RACE);
  demo.refuse(
    'review.merge',
    problem('CHECKOUT_CHANGED', 'The checkout has changes that are not committed.', 'src/mine.ts'),
  );
  await page.keyboard.press('Control+Enter');
  await sheet.getByText('src/mine.ts').waitFor();
  await sheet.getByText('Commit or stash this first, or merge into another branch than main.').waitFor();

  demo.refuse('review.merge', problem('REVIEW_MOVED', 'The agent has committed since you looked.'));
  await page.keyboard.press('Control+Enter');
  await sheet.getByText('The agent has committed since you looked.').waitFor();
  const looks = (): number => demo.calls.filter((line) => line.startsWith('review.look')).length;
  const before = looks();
  await sheet.getByRole('button', { name: 'Look again' }).click();
  await expect.poll(looks).toBeGreaterThan(before);
  await sheet.getByText('The agent has committed since you looked.').waitFor({ state: 'detached' });
  await sheet.getByRole('textbox', { name: 'Into' }).waitFor();
});

test('a merge that takes long is cancelled by the button that closes its sheet, and that is said', async () => {
  const { page, demo, sheet } = await merging(SAFE);
  await sheet.getByRole('textbox', { name: 'Into' }).fill(SLOW);
  await page.keyboard.press('Enter');
  await sheet.getByText('Merging…').waitFor();

  await sheet.getByRole('button', { name: 'Cancel' }).click();

  await page.getByText('The merge was cancelled. Nothing was changed.').waitFor();
  expect(demo.calls).toContain(`review.cancelMerge ${JSON.stringify({ name: SAFE })}`);
  await sheet.waitFor({ state: 'detached' });
});

test('commits are fetched by key, and it is said where they lie and what stays behind', async () => {
  const { page, demo } = await review(RACE);
  await page.keyboard.press('f');

  await page.getByText('Fetched 4 commits of fix-flaky-checkout-test-1: refs/maestro/x/fix/x.').waitFor();
  await page.getByText('Only in the container: 2 files not committed and 1 stash.').waitFor();
  expect(demo.calls).toContain(`review.fetch ${JSON.stringify({ name: RACE, branch: null })}`);
});

test('every action of the place has its key in the shortcuts and its line in the palette', async () => {
  const { page } = await review(RACE);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Shortcuts' });
  for (const words of ['Go to Review', 'Merge the container’s work', 'Fetch its commits', 'Look again'])
    await sheet.getByText(words).waitFor();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('>merge the');
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog', { name: /^Merge/ }).waitFor();
});
