import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { SEEDED } from '../../electron/demo/comments.ts';
import { RACE } from '../../electron/demo/review.ts';
import { axe, look, type LookOptions } from '../support/looks.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

const seed = ({ containers }: Snapshot): Partial<Snapshot> => ({
  containers: { ...containers, [RACE]: { ...containers[RACE]!, state: 'running', comments: SEEDED } },
});

/** The work with the change in it that the tests comment on. */
async function work(options: LookOptions = {}) {
  const opened = await look(browser, { at: `#/review/${RACE}`, ...options });
  await opened.page
    .getByRole('button', { name: /basket/ })
    .last()
    .click();
  const diff = opened.page.getByRole('group', { name: 'Difference of src/checkout/basket.ts' });
  await diff.waitFor();
  return { ...opened, diff, tray: opened.page.getByRole('region', { name: 'Comments to send' }) };
}

const calls = (all: readonly string[], procedure: string): unknown[] =>
  all.flatMap((call) =>
    call.startsWith(`${procedure} `) ? [JSON.parse(call.slice(procedure.length + 1)) as unknown] : [],
  );

const hasFocus = (page: Page, part: string) => () =>
  page.evaluate((selector) => document.activeElement?.matches(selector) === true, part);

test('lines are walked, picked and commented on by keys alone, and all of it goes as one prompt', async () => {
  const { page, demo, diff, tray, wrongs } = await work();
  await diff.focus();
  await page.keyboard.press('j');
  await expect.poll(hasFocus(page, '[data-diff="removed"]')).toBe(true);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('c');
  const field = page.getByRole('textbox', { name: 'Comment on src/checkout/basket.ts:34-35' });
  await field.fill('Keep these.');
  await page.keyboard.press('Control+Enter');
  await diff.getByRole('article').getByText('Keep these.').waitFor();
  await expect.poll(hasFocus(page, '[data-diff="removed"]')).toBe(true);
  await tray.getByText('1 comment', { exact: true }).waitFor();

  for (let line = 0; line < 3; line += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: /^Comment on/ }).fill('Name both tabs.');
  await page.keyboard.press('Escape');
  await expect.poll(hasFocus(page, '[data-diff="added"]')).toBe(true);
  await page.keyboard.press('c');
  expect(await page.getByRole('textbox', { name: /^Comment on/ }).inputValue()).toBe('Name both tabs.');
  await page.keyboard.press('Control+Enter');
  await tray.getByText('2 comments').waitFor();

  const [first, second] = calls(demo.calls, 'comments.add') as { spot: object; anchor: object }[];
  expect(first).toMatchObject({
    name: RACE,
    spot: { path: 'src/checkout/basket.ts', side: 'old', from: 34, to: 35 },
    anchor: {
      was: null,
      quoted: ['    const stock = await this.stock.of(items);', '    this.pending = this.store.reserve(stock);'],
    },
  });
  expect(second).toMatchObject({ spot: { side: 'new', from: 35, to: 35 } });
  await page.keyboard.press('Shift+S');
  await page.getByText('Sent 2 comments to fix-flaky-checkout-test-1 as one prompt.').waitFor();
  await tray.waitFor({ state: 'detached' });
  expect(calls(demo.calls, 'comments.send')).toEqual([{ name: RACE }]);
  expect(wrongs).toEqual([]);
});

test('a press on a number comments on its line, a drag on several; what was kept is there after a reload and in another window', async () => {
  const { page, demo, diff, tray } = await work();
  const gutter = (text: string) => diff.locator('p').filter({ hasText: text }).locator('[data-gutter]').last();
  await gutter('// Two tabs may reserve').hover();
  await page.mouse.down();
  await gutter('return this.store.reserve(stock);').hover();
  await page.mouse.up();
  await page.getByRole('textbox', { name: 'Comment on src/checkout/basket.ts:34-37' }).fill('In one call, please.');
  await page.getByRole('button', { name: 'Add comment' }).click();
  await tray.getByText('1 comment', { exact: true }).waitFor();
  await gutter('release(): void').click();
  await page.getByRole('textbox', { name: 'Comment on src/checkout/basket.ts:42' }).fill('And this?');
  await page.getByRole('button', { name: 'Add comment' }).click();
  await tray.getByText('2 comments').waitFor();
  await page.getByRole('button', { name: /basket\.ts 2 comments/ }).waitFor();

  await page.reload();
  await tray.getByText('2 comments').waitFor();
  const other = await page.context().newPage();
  await other.goto(`${demo.url}#/review/${RACE}`);
  await other.getByRole('region', { name: 'Comments to send' }).getByText('2 comments').waitFor();
  await page.getByRole('list', { name: 'List of comments' }).getByText('And this?').click();
  await page
    .getByRole('article', { name: /basket\.ts:42/ })
    .getByRole('button', { name: 'Remove' })
    .click();
  await other.getByRole('region', { name: 'Comments to send' }).getByText('1 comment', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await other.getByRole('region', { name: 'Comments to send' }).getByText('2 comments').waitFor();
});

test('one list leads to each comment and filters them; what changed since stands beside, and what is outdated shows its lines', async () => {
  const { page, diff, wrongs } = await work({ change: seed });
  const list = page.getByRole('list', { name: 'List of comments' });
  await page.getByText('2 drafts, 1 reopened, 1 sent, 1 answered and 1 resolved').waitFor();
  expect(await list.getByRole('button').count()).toBe(6);
  await page.getByRole('radio', { name: 'Answered' }).click();
  expect(await list.getByRole('button').count()).toBe(1);
  await page.getByRole('radio', { name: 'All', exact: true }).click();

  await list.getByRole('button', { name: /test\.yml/ }).click();
  const outdated = page.getByRole('article', { name: /test\.yml/ });
  await expect.poll(() => outdated.evaluate((element) => element === document.activeElement)).toBe(true);
  await outdated.getByText('Outdated: lines 30-31 changed since').waitFor();
  await outdated.getByText('<img src=x onerror=alert(1)>').waitFor();
  await outdated.getByText('Do not retry <b>here</b>: ```').waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/\p{Bidi_Control}/u);

  await page.keyboard.press('}');
  await expect
    .poll(() => page.getByRole('article', { name: /package/ }).evaluate((one) => one === document.activeElement))
    .toBe(true);
  await page.keyboard.press('{');
  await page.keyboard.press('{');
  await diff.getByRole('article', { name: /basket\.ts:61/ }).waitFor();
  const answered = diff.getByRole('article', { name: /basket\.ts:39/ });
  await answered.getByText('return await this.pending;').waitFor();
  await answered.focus();
  await page.keyboard.press('x');
  await answered.getByText('Resolved').waitFor();
  await page.keyboard.press('x');
  await answered.getByText('Reopened').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /basket\.ts:39/ }).fill('Once more.');
  await page.getByRole('button', { name: 'Save' }).click();
  await answered.getByText('Once more.').waitFor();
  expect(wrongs).toEqual([]);
});

test('what was sent is answered when the agent has ended its turn; what cannot be sent stays, and says why', async () => {
  const { page, demo, diff, tray } = await work({ change: seed });
  await tray.getByText('Not sent: It did not take it.').waitFor();
  demo.refuse('comments.send', { code: 'TALK_FAILED', sentence: 'It is deaf.', hints: ['Look at it.'], detail: null });
  await tray.getByRole('button', { name: 'Send to agent' }).click();
  await page.getByText('It is deaf. Look at it.').waitFor();
  await tray.getByText('3 comments').waitFor();

  const sent = diff.getByRole('article', { name: /basket\.ts:36/ });
  demo.refuse('comments.send', null);
  await tray.getByRole('button', { name: 'Send to agent' }).click();
  await tray.waitFor({ state: 'detached' });
  await sent.getByText('Sent', { exact: true }).waitFor();
  const before = demo.state.snapshot.containers[RACE]!;
  demo.state.change({ containers: { [RACE]: { ...before, state: 'finished', since: new Date().toISOString() } } });
  await sent.getByText('Answered', { exact: true }).waitFor();
  await sent.getByText('return await this.pending;').waitFor();
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each([
    [1280, 800],
    [480, 300],
  ])('comments can be used by everyone at %i by %i', async (width, height) => {
    const { page, diff, wrongs } = await work({ change: seed, colorScheme, viewport: { width, height } });
    await diff.getByRole('article').first().waitFor();
    await diff.focus();
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await page.getByRole('textbox', { name: /^Comment on/ }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    expect(wrongs).toEqual([]);
  });
});

test('code has colours that come after its lines, words that changed are marked, and both sides stand beside each other by key', async () => {
  const { page, demo, diff, wrongs } = await work();
  await diff.locator('.text-token-keyword').filter({ hasText: 'const' }).first().waitFor();
  const changed = await diff.locator('[data-diff="added"] .underline').allInnerTexts();
  expect(changed.join(' ')).toContain('NOTHING');

  await page.keyboard.press('b');
  await page.getByRole('radio', { name: 'Split', checked: true }).waitFor();
  const old = diff.locator('p').filter({ hasText: 'private pending' }).first();
  const next = diff.locator('p').filter({ hasText: 'Promise.resolve(NOTHING)' });
  const [left, right] = [await old.boundingBox(), await next.boundingBox()];
  expect(left!.x + left!.width).toBeLessThanOrEqual(right!.x);
  expect(Math.abs(left!.y - right!.y)).toBeLessThan(2);
  await next.locator('[data-gutter]').click();
  await page.getByRole('textbox', { name: 'Comment on src/checkout/basket.ts:61' }).fill('Beside.');
  await page.keyboard.press('Control+Enter');
  await diff.getByRole('article').getByText('Beside.').waitFor();

  await page.keyboard.press('w');
  await page.getByRole('button', { name: 'Blanks are hidden' }).waitFor();
  await expect.poll(() => demo.calls.join('\n')).toContain('"blanks":false');
  await page.reload();
  await page.getByRole('radio', { name: 'Split', checked: true }).waitFor();
  expect(wrongs).toEqual([]);
});

test('what draws no difference loads no colours', async () => {
  const { page } = await look(browser);
  await page.getByRole('row').first().waitFor();
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(loaded.filter((name) => /languages/.test(name))).toEqual([]);
});

test('a comment that was begun is there again after a reload, on the same line', async () => {
  const { page, diff } = await work();
  const begin = async () => {
    await diff.focus();
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    return page.getByRole('textbox', { name: 'Comment on src/checkout/basket.ts:34' });
  };
  await (await begin()).fill('Half a thought');
  await page.reload();
  await page
    .getByRole('button', { name: /basket/ })
    .last()
    .click();
  await diff.waitFor();
  const again = await begin();
  await expect.poll(() => again.inputValue()).toBe('Half a thought');
});
