import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../electron/contract/errors.ts';
import { RACE } from '../../electron/demo/review.ts';
import { axe, look, type LookOptions } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

const NO_REPOSITORY: Problem = {
  code: 'REVIEW_NO_REPOSITORY',
  sentence: '/home/ada/work/web-shop has no git repository on this machine.',
  hints: ['Make one in the project: git init'],
  detail: null,
};
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

/** The place, with the work of its first container, or of a named one, on screen. */
async function review(name: string | null = null, options: LookOptions = {}) {
  const opened = await look(browser, { at: name === null ? '#/review' : `#/review/${name}`, ...options });
  await opened.page.getByRole('region', { name: 'Risk' }).waitFor();
  return {
    ...opened,
    chosen: opened.page.getByRole('navigation', { name: 'Waiting' }).locator('[aria-current="true"]'),
  };
}

test('the queue has whoever has work, those that have ended first, with counts, and says whose work does not merge', async () => {
  const { page, wrongs } = await review();
  const rows = page.getByRole('navigation', { name: 'Waiting' }).getByRole('button');
  const texts = await rows.allInnerTexts();

  expect(texts.slice(0, 3).map((text) => text.split('\n')[0])).toEqual([
    'feat-dark-mode-1',
    'fix-flaky-checkout-test-1',
    'chore-ci-cache-1',
  ]);
  expect(texts.join()).not.toContain('refactor-db-pool-1');
  await rows.nth(1).getByText('4 commits').waitFor();
  await rows.nth(1).getByText('Conflict').waitFor();
  await rows.nth(0).getByText('Overlap').waitFor();
  expect(wrongs).toEqual([]);
});

test('keys lead there, through the queue, into the files and their difference, and back', async () => {
  const { page } = await look(browser);
  await page.getByRole('row').first().waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  const chosen = page.getByRole('navigation', { name: 'Waiting' }).locator('[aria-current="true"]');
  await chosen.getByText('feat-dark-mode-1').waitFor();
  await page.keyboard.press('j');
  await chosen.getByText('fix-flaky-checkout-test-1').waitFor();
  await page.getByText('Does not merge with refactor-cart-state-1: src/checkout/basket.ts').waitFor();

  await page.keyboard.press('Enter');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const diff = page.getByRole('group', { name: 'Difference of src/checkout/basket.ts' });
  await diff.getByText('const stock = await this.stock.of(items);').first().waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => diff.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => chosen.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('k');
  await chosen.getByText('feat-dark-mode-1').waitFor();
  await page.keyboard.press('c');
  await page.locator('[data-terminal="open"]').waitFor();
});

test('what would act on this machine stands first, and what a hostile file says is text', async () => {
  const { page, wrongs } = await review(RACE);
  const risk = page.getByRole('region', { name: 'Risk' });
  await risk.getByText('4 changes would act on this machine').waitFor();
  await risk.getByRole('button', { name: /bidi/ }).click();

  const diff = page.getByRole('group', { name: /Difference of .*evil/ });
  await diff.getByText('if (isAdmin) { /*\ufffd } \ufffdif (isAdmin)\ufffd \ufffd begin admins only */').waitFor();
  await diff.getByText('␛]0;owned␇<img src=x onerror=alert(1)>').waitFor();
  await diff.getByText('␍diff --git a/safe.ts b/safe.ts').waitFor();
  await diff.getByText('… and 1,000 characters more').waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/[\p{Bidi_Control}\r]/u);
  expect(await page.getByRole('group', { name: 'Changed files' }).getByRole('button').count()).toBe(7);
  expect(wrongs).toEqual([]);
});

test('a long difference is shown in parts, and a file beyond the cut is read alone', async () => {
  const { page, demo } = await review(RACE);
  const files = page.getByRole('group', { name: 'Changed files' });
  await files.getByRole('button', { name: /fixtures/ }).click();
  await page.getByText('The first 1,000 of 2,402 lines.').waitFor();
  await page.getByRole('button', { name: 'Show 1,000 more lines' }).click();
  await page.getByText('The first 2,000 of 2,402 lines.').waitFor();

  await files.getByRole('button', { name: /beyond-the-cut/ }).click();
  await page.getByText("export const SEEN = 'read alone';").waitFor();
  const call = { name: RACE, patch: true, since: 'start', path: 'src/checkout/beyond-the-cut.ts' };
  expect(demo.calls).toContain(`review.look ${JSON.stringify(call)}`);
});

test('one commit is shown alone, its neighbours by button, and what was open stays open meanwhile', async () => {
  const { page, demo } = await review(RACE);
  await page.getByText('4 commits, the newest:').click();
  const commits = page.getByRole('list', { name: 'Commits' });
  await commits.getByRole('button', { name: 'Reproduce the race with two tabs' }).press('Enter');

  const alone = page.getByRole('group', { name: 'One commit' });
  await alone.getByText('Reproduce the race with two tabs').waitFor();
  expect(await commits.locator('[aria-current="true"]').innerText()).toContain('Reproduce the race');
  await expect.poll(() => page.getByRole('button', { name: 'Mark as reviewed' }).count()).toBe(0);
  expect(await axe(page)).toEqual([]);

  const older = alone.getByRole('button', { name: 'Older' });
  await older.press('Enter');
  await alone.getByText('Keep the traces of a failed run').waitFor();
  await expect.poll(() => older.isDisabled()).toBe(true);
  await alone.getByRole('button', { name: 'Newer' }).click();
  await alone.getByText('Reproduce the race with two tabs').waitFor();
  await alone.getByRole('button', { name: 'All of it' }).click();
  await alone.waitFor({ state: 'detached' });
  const asked = demo.calls.filter((call) => call.includes('"commit":"2')).length;
  expect(asked).toBe(1);
});

test('what is shown says how old it is and that the agent has gone on, and is read again by key', async () => {
  const { page, demo } = await review(RACE);
  await page.getByText(/read \d+s ago/).waitFor();
  const before = demo.state.snapshot.containers[RACE]!;
  demo.state.change({ containers: { [RACE]: { ...before, git: { ...before.git!, changed: 3 } } } });
  await page.getByText('It has gone on since this was read: 4 commits, 3 files not committed.').waitFor();

  await page.keyboard.press('r');
  await page.getByText(/It has gone on/).waitFor({ state: 'detached' });
});

test('what cannot be read says why, and while it is read, is down, or nothing waits, the page says so', async () => {
  const { page, demo } = await look(browser);
  const release = demo.hold('review.look');
  await page.getByRole('row').first().waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByRole('status', { name: 'Reading the work of feat-dark-mode-1' }).waitFor();
  demo.refuse('review.look', NO_REPOSITORY);
  release();
  await page.getByText(NO_REPOSITORY.sentence).waitFor();
  demo.refuse('review.look', null);
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByRole('region', { name: 'Risk' }).waitFor();

  await page.keyboard.press('End');
  await page.getByText('Only a running container can show and give its work.').waitFor();
  await page.getByRole('button', { name: 'Start it' }).click();
  await page.getByRole('region', { name: 'Risk' }).waitFor();

  const empty = await look(browser, { at: '#/review', change: () => ({ containers: {} }) });
  await empty.page.getByText('Nothing to review').waitFor();
  await empty.page.getByText('until you merge them').waitFor();
});

test('what was merged leaves the queue, the rail counts who waits, and a key in the fleet leads to the work', async () => {
  const { page, demo } = await look(browser);
  const rail = page.getByRole('navigation', { name: 'Places' });
  await page.getByRole('row').filter({ hasText: 'fix-flaky-checkout-test-1' }).click();
  await rail.getByLabel(/containers? with work to review/).waitFor();
  const count = async (): Promise<number> =>
    Number(await rail.getByLabel(/containers? with work to review/).innerText());
  const before = await count();
  await page.keyboard.press('Escape');
  await page.keyboard.press('v');
  await page.getByRole('heading', { name: 'fix-flaky-checkout-test-1' }).waitFor();

  const rows = page.getByRole('navigation', { name: 'Waiting' });
  await rows.getByText('fix-flaky-checkout-test-1').waitFor();
  demo.state.change({ containers: { [RACE]: { ...demo.state.snapshot.containers[RACE]!, merged: true } } });
  await rows.getByText('fix-flaky-checkout-test-1').waitFor({ state: 'detached' });
  await expect.poll(count).toBe(before - 1);
});

test('what is looked at stays with half an answer, whoever comes first meanwhile, and even when its work came home', async () => {
  const { page, demo, chosen } = await review();
  await chosen.getByText('feat-dark-mode-1').waitFor();
  const answer = page.getByRole('textbox', { name: 'Message to the agent' });
  await answer.fill('Half of');
  const all = Object.values(demo.state.snapshot.containers);
  const mine = all.find(({ shortName }) => shortName === 'feat-dark-mode-1');

  demo.state.change({ containers: Object.fromEntries(all.map((one) => [one.name, { ...one, merged: true }])) });

  await page.getByText('Nothing waits any more.').waitFor();
  expect(await answer.inputValue()).toBe('Half of');
  demo.state.change({ containers: { ...Object.fromEntries(all.map((one) => [one.name, one])), [mine!.name]: null } });
  await page.getByText('That container is gone').waitFor();
  await page.keyboard.press('j');
  await chosen.getByText('fix-flaky-checkout-test-1').waitFor();
});

test('what is shown is marked as reviewed by key, and then a look may begin there', async () => {
  const { page, demo } = await review(RACE);
  expect(await page.getByRole('radio', { name: 'Since your last review' }).count()).toBe(0);
  await page.keyboard.press('e');
  await page.getByText('fix/flaky-checkout-test is reviewed up to 3b1d9c00aa.').waitFor();
  await page.getByText('You have reviewed all of this.').waitFor();

  await page.getByRole('radio', { name: 'Since your last review' }).click();
  await page.getByRole('radio', { name: 'Since your last review', checked: true }).waitFor();
  expect(demo.calls).toContain(`review.look ${JSON.stringify({ name: RACE, patch: true, since: 'review' })}`);
});

test('a look may begin at the last prompt, by key too, and says which that was; what was not kept is said', async () => {
  const { page, demo } = await review(RACE);
  await page.getByRole('radio', { name: 'Since the last prompt' }).click();
  await page.getByRole('radio', { name: 'Since the last prompt', checked: true }).waitFor();
  await page.getByText('The prompt came 12m ago.').waitFor();
  expect(demo.calls).toContain(`review.look ${JSON.stringify({ name: RACE, patch: true, since: 'turn' })}`);
  expect(await page.getByRole('button', { name: 'Mark as reviewed' }).count()).toBe(0);
  await page.keyboard.press('t');
  await page.getByRole('radio', { name: 'All of it', checked: true }).waitFor();

  demo.refuse('review.look', {
    code: 'TURN_UNKNOWN',
    sentence: 'Nothing was kept at the last prompt: It is still being kept.',
    hints: [],
    detail: null,
  });
  await page.keyboard.press('r');
  await page.keyboard.press('t');
  await page.getByText('It is still being kept.').waitFor();
  demo.refuse('review.look', null);
  await page.getByRole('button', { name: 'Show all of it' }).click();
  await page.getByRole('radio', { name: 'All of it', checked: true }).waitFor();
});

test('an agent that asks is answered beside its work, and told what to change', async () => {
  const { page, demo } = await review('maestro-feat-oauth-login-1');
  await page.keyboard.press('a');
  await page.keyboard.press('1');
  await expect.poll(() => demo.calls.join('\n')).toContain('talk.answer');

  await page.getByRole('textbox', { name: 'Message to the agent' }).fill('Leave package.json as it was.');
  await page.keyboard.press('Enter');
  await expect.poll(() => demo.calls.join('\n')).toContain('Leave package.json as it was.');
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each([
    [1280, 800],
    [480, 300],
  ])('it can be used by everyone at %i by %i', async (width, height) => {
    const { page, wrongs } = await review(RACE, { colorScheme, viewport: { width, height } });
    await page.getByText('4 commits, the newest').click();
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    expect(wrongs).toEqual([]);
  });
});

test('a picture shows as it was beside what it is', async () => {
  const { page, wrongs } = await review(RACE);
  await page
    .getByRole('group', { name: 'Changed files' })
    .getByRole('button', { name: /arrow\.png/ })
    .click();
  const difference = page.getByRole('group', { name: 'Difference of docs/arrow.png' });
  for (const word of ['Before', 'After']) {
    const picture = difference.getByRole('img', { name: word });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(64);
  }
  await difference.getByText('64 × 64').first().waitFor();
  expect(await axe(page)).toEqual([]);
  expect(wrongs).toEqual([]);
});
