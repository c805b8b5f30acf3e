import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { missionKey } from '../../electron/contract/missions.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { axe, look, type LookOptions } from '../support/looks.ts';
import { missionSummary } from '../support/mission-summary.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

const ASKS = 'maestro-feat-oauth-login-1';
const PERMITS = 'maestro-fix-api-rate-limit-1';

/** The inbox of these containers of the made-up fleet. */
function inbox(names: readonly string[], options: LookOptions = {}) {
  const change = ({ containers }: Snapshot) => ({
    containers: Object.fromEntries(Object.entries(containers).filter(([name]) => names.includes(name))),
  });
  return look(browser, { at: '#/inbox', change, ...options });
}

test('a page that is opened nowhere opens at the inbox where somebody is blocked, and at the fleet where nobody is', async () => {
  const { page } = await look(browser, { at: '' });
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  expect(await axe(page)).toEqual([]);
  const link = page.getByRole('navigation', { name: 'Places' }).getByRole('link').first();
  expect(await link.innerText()).toMatch(/Inbox\s*5/);

  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await page.getByRole('heading', { name: 'Fleet' }).waitFor();
  const calm = await inbox(['maestro-docs-guide-2'], { at: '' });
  await calm.page.getByRole('heading', { name: 'Fleet' }).waitFor();
});

test('what blocks is answered by keys alone, one after the other, and what agents work is said at the end', async () => {
  const { page, demo, wrongs } = await inbox([ASKS, PERMITS, 'maestro-docs-guide-2']);
  await page.getByRole('listitem', { name: 'Asks feat-oauth-login-1' }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('2');
  await page.getByText('Answered feat-oauth-login-1: 2').waitFor();

  const permission = page.getByRole('listitem', { name: 'Permission fix-api-rate-limit-1' });
  await expect.poll(() => permission.getAttribute('aria-current')).toBe('true');
  await page.keyboard.press('Shift+A');

  await page.getByText('Nothing needs you.').waitFor();
  await page.getByText('3 agents are at work.').waitFor();
  const answers = demo.calls.filter((call) => call.startsWith('talk.answer'));
  expect(answers.map((call) => /"text":"(\d)"/.exec(call)?.[1])).toEqual(['2', '2']);
  expect(await axe(page)).toEqual([]);
  expect(wrongs).toEqual([]);
});

test('the mouse answers too, and what was answered keeps its room until the pointer leaves', async () => {
  const { page, demo } = await inbox([ASKS, PERMITS]);
  const asks = page.getByRole('listitem', { name: 'Asks feat-oauth-login-1' });
  await asks.getByRole('button', { name: 'PKCE' }).click();

  await page.getByText('feat-oauth-login-1 waits no more').waitFor();
  expect(demo.calls.join('\n')).toContain('"text":"1"');
  await page.mouse.move(10, 10);
  await page.getByText('feat-oauth-login-1 waits no more').waitFor({ state: 'detached' });
});

test('a reply is typed in place, reaches the agent in own words, and Escape leaves it with its text', async () => {
  const { page, demo } = await inbox([ASKS]);
  await page.getByRole('listitem').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  const line = page.getByRole('textbox', { name: 'Answer' });
  await line.pressSequentially('both of them');
  await line.press('Escape');
  await line.waitFor({ state: 'detached' });
  await page.keyboard.press('r');
  expect(await line.inputValue()).toBe('both of them');

  await line.press('Enter');

  await expect.poll(() => demo.calls.join('\n')).toContain('"text":"both of them"');
});

test('the host that an agent stands still over is allowed where it waits, for a while or for good', async () => {
  const refused = {
    id: 'k3x9ab',
    name: 'api.unlisted.test',
    times: 4,
    lastAt: new Date().toISOString(),
    at: 'name' as const,
  };
  const evidence = 'nothing new from it for 4 m, and api.unlisted.test was refused 4 m ago (k3x9ab in its ledger)';
  const { page, demo } = await inbox([], {
    change: ({ containers }) => {
      const [running] = Object.values(containers).filter(({ state }) => state === 'running');
      return { containers: { [running!.name]: { ...running!, state: 'stalled' as const, evidence, refused } } };
    },
  });
  const item = page.getByRole('listitem', { name: /^Stalled\?/ });
  await item.getByText('api.unlisted.test was refused').waitFor();
  expect(await axe(page)).toEqual([]);

  await item.getByRole('button', { name: 'Allow api.unlisted.test once' }).click();
  await page.getByText('may reach api.unlisted.test for ten minutes.').waitFor();
  await page.keyboard.press('j');
  await item.getByRole('button', { name: 'Always allow api.unlisted.test' }).press('Enter');

  await expect.poll(() => demo.calls.filter((call) => call.startsWith('network.addDomain')).length).toBe(2);
  expect(demo.calls.join('\n')).toMatch(/"term":"once"[^]*"term":"always"/);
});

test('what is snoozed stays so over a reload, can be woken, and comes back when its state changes', async () => {
  const { page, demo } = await inbox([ASKS, PERMITS]);
  await page.getByRole('listitem').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('s');
  await page.getByRole('menuitem', { name: 'For 1 hour' }).click();
  const asks = page.getByRole('listitem', { name: 'Asks feat-oauth-login-1' });
  await asks.waitFor({ state: 'detached' });

  await page.reload();
  await page.getByText('Snoozed 1').click();
  await page.getByText(/for another/).waitFor();
  expect(await axe(page)).toEqual([]);
  const container = demo.state.snapshot.containers[ASKS]!;
  const attention = { ...container.attention!, at: new Date().toISOString(), text: 'And for the desktop?' };
  demo.state.change({ containers: { [ASKS]: { ...container, attention, since: attention.at } } });

  await asks.getByText('And for the desktop?').waitFor();
  await page.getByText('Snoozed 1').waitFor({ state: 'detached' });
});

test('what is done goes, and its undo brings it back, by button and by key', async () => {
  const { page } = await inbox([ASKS, PERMITS]);
  const asks = page.getByRole('listitem', { name: 'Asks feat-oauth-login-1' });
  await asks.hover();
  await asks.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Done: feat-oauth-login-1.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await asks.waitFor();

  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await page.keyboard.press('u');
  await page
    .getByText(/Back in the inbox/)
    .last()
    .waitFor();
});

test('Enter opens a container and Escape leads back; work is reviewed; a sign-in leads to the credentials', async () => {
  const { page } = await inbox([ASKS, 'maestro-feat-dark-mode-1', 'maestro-chore-ci-cache-1']);
  await page.getByRole('listitem', { name: 'Asks feat-oauth-login-1' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-terminal="open"]').waitFor();
  await page.keyboard.press('Control+Shift+Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();

  await page.getByRole('listitem', { name: 'To review feat-dark-mode-1' }).focus();
  await page.keyboard.press('v');
  await page.getByRole('heading', { name: 'Review' }).waitFor();
  await page.goBack();
  await page.getByRole('listitem', { name: 'Expired Claude Code' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Refresh tokens' }).waitFor();
});

test('the evidence of what waits is told on hover, with its time', async () => {
  const { page } = await inbox([ASKS]);
  await page.getByText('Asks', { exact: true }).hover();

  await page.getByText('Notification hook of the agent, 3 minutes ago (3m ago)').waitFor();
});

test('a mission whose run stands still waits there with its reason, and Enter opens it', async () => {
  const at = '2026-11-30T08:00:00.000Z';
  const still = { at, sentence: 'f2: The work of f1 does not go together with that of the project.' };
  const summary = missionSummary({ run: 'running', still });
  const change = () => ({ containers: {}, missions: { [missionKey(summary.project, summary.id)]: summary } });
  const { page, wrongs } = await look(browser, { at: '#/inbox', change });

  const item = page.getByRole('listitem', { name: /^Stands still/ }).first();
  await item.getByText(still.sentence).waitFor();
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.hash.startsWith('#/missions/'));
  expect(wrongs).toEqual([]);
});
