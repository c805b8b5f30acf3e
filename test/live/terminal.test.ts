import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { webOf } from '../support/connections.ts';
import { containerEngine, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { gitProject } from '../support/project.ts';
import { inContainer } from '../support/terminals.ts';
import { until } from '../support/until.ts';
import { clipboard, openPage, startBrowser } from '../support/window.ts';

// Pages on the real tmux of a real container, of which the agent is a shell.
const SHELL = { agent: 'custom' as const, command: ['bash', '--norc'] };

let browser: Browser;
let engine: TestEngine;
let container: Container;

beforeAll(async () => {
  browser = await startBrowser();
  engine = await containerEngine();
  engine.watch();
  container = await created('feat/terminal');
});

async function created(branch: string): Promise<Container> {
  return engine.client.containers.create(newContainer({ project: await gitProject(), branch, ...SHELL }));
}

async function opened(
  { name }: Pick<Container, 'name'> = container,
  { window = 'shell', ...viewport }: { window?: string; width?: number; height?: number } = {},
): Promise<Page> {
  const web = await webOf(engine);
  const size = { width: 1280, height: 800, ...viewport };
  const { page } = await openPage(browser, web.newAddress(), { viewport: size });
  await page.goto(`${new URL(page.url()).origin}/#/container/${name}/${window}`);
  await page.locator('[data-terminal="open"]').waitFor();
  return page;
}

/** Runs a line in the terminal that has the keys, and waits for what its end prints. */
async function run(page: Page, line: string, mark: string): Promise<void> {
  await page.keyboard.type(`${line}; echo ${mark.slice(0, 1)}''${mark.slice(1)}\n`);
  await page.locator('.xterm-rows').getByText(mark, { exact: true }).last().waitFor();
}

test('a wrapped line is copied as one line, before and after the page was opened anew', async () => {
  const page = await opened();
  const long = `begin-${'0123456789'.repeat(30)}-end`;
  await run(page, `clear; printf 'begin-'; for i in $(seq 30); do printf 0123456789; done; echo -- -end`, 'wrapped');
  const copied = async (): Promise<string> => {
    const box = (await page.locator('.xterm-rows > div').filter({ hasText: 'begin-0123' }).last().boundingBox())!;
    await page.mouse.click(box.x + 40, box.y + box.height / 2, { clickCount: 3 });
    await page.keyboard.press('Control+Shift+C');
    return (await clipboard(page)).trim();
  };
  expect((await copied()).replace('-- ', '')).toBe(long);

  await page.reload();
  await page.locator('.xterm-rows').getByText('wrapped', { exact: true }).last().waitFor();
  await page.evaluate(() => navigator.clipboard.writeText(''));
  expect((await copied()).replace('-- ', '')).toBe(long);
});

test('what was dragged over stays selected while output goes on', async () => {
  const page = await opened();
  await run(page, 'clear; seq 1 20', 'dragged');
  await page.keyboard.type('for n in 1 2 3 4 5; do sleep 1; echo tick $n; done\n');
  const box = (await page.locator('.xterm-rows').getByText('dragged', { exact: true }).last().boundingBox())!;
  const at = box.y + box.height / 2;
  await page.mouse.move(box.x + 1, at);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, at, { steps: 5 });
  await page.mouse.up();
  await page.locator('.xterm-selection div').first().waitFor({ state: 'attached' });
  await page.locator('.xterm-rows').getByText('tick 5', { exact: true }).last().waitFor();

  await page.keyboard.press('Control+Shift+C');

  await until('the copy', async () => (await clipboard(page)).trim() === 'dragged');
});

test('the wheel scrolls through what was printed, and no key of it reaches the program', async () => {
  const page = await opened();
  await run(page, 'clear; seq 1 300', 'printed');
  await page.keyboard.type('cat -v\n');
  await page.locator('.xterm-screen').hover();

  await page.mouse.wheel(0, -2000);
  await page.getByText(/lines above the end/).waitFor();
  await page.mouse.wheel(0, 4000);
  await page.getByText(/lines above the end/).waitFor({ state: 'detached' });

  await page.keyboard.type('mine\n');
  await page.locator('.xterm-rows').getByText('mine', { exact: true }).nth(1).waitFor();
  expect(await page.locator('.xterm-rows').innerText()).not.toContain('^[');
  await page.keyboard.press('Control+d');
});

test('a page that comes later finds the first line of a long output in its scrollback', async () => {
  const first = await opened();
  await run(first, `echo needle-$((4000 + 2)); seq 1 5000`, 'counted');
  const page = await opened();
  await page.locator('.xterm-rows').getByText('counted', { exact: true }).last().waitFor();

  await page.keyboard.press('Control+Shift+F');
  await page.getByRole('textbox', { name: 'Find in the terminal' }).fill('needle-4002');

  await page.getByText('1 of 1').waitFor();
  await page.getByText(/lines above the end/).waitFor();
});

test('the window in use decides the size, and the other one says so and stays readable', async () => {
  const large = await opened(container, { window: 'agent' });
  const small = await opened(container, { window: 'agent', width: 960, height: 600 });
  await run(small, 'echo from-the-small', 'small-done');
  await large.getByText('as in another window').waitFor();
  await large.locator('.xterm-rows').getByText('small-done', { exact: true }).last().waitFor();

  await large.locator('.xterm-screen').click({ position: { x: 20, y: 20 } });
  await run(large, 'echo from-the-large', 'large-done');
  await large.getByText('as in another window').waitFor({ state: 'detached' });
  await small.getByText('as in another window').waitFor();
});

test('questions of a program are answered once, by tmux, and nothing of an answer comes as keys', async () => {
  const page = await opened();
  const ask = `clear; stty raw -echo min 0 time 10; printf '\\033[c\\033[>c\\033[6n\\033]11;?\\007\\033[?1$p\\033[18t'; head -c 400 > /tmp/said; stty sane`;
  await run(page, ask, 'asked');

  const said = await inContainer(container.name, 'cat -v /tmp/said');
  expect(said.match(/\^\[\[\?[\d;]+c/g) ?? []).toHaveLength(1);
  expect(said.match(/\^\[\[[\d;]+R/g) ?? []).toHaveLength(1);
});

test('a program cannot write to the clipboard', async () => {
  const page = await opened();
  await page.evaluate(() => navigator.clipboard.writeText('mine'));
  await run(page, `printf '\\033]52;c;aGFja2Vk\\007'`, 'written');

  expect(await clipboard(page)).toBe('mine');
});

test('a paste is in brackets where the program wants them, also when it wanted them before the page came', async () => {
  const before = await opened();
  await before.keyboard.type(`clear; printf '\\033[?2004h'; cat > /tmp/pasted\n`);
  await until('cat', async () => (await inContainer(container.name, 'pgrep -x cat || true')) !== '');
  const page = await opened();
  await page.evaluate(() => navigator.clipboard.writeText('one \u001b[201~ two'));
  await page.keyboard.press('Shift+Insert');
  await page.keyboard.type('\n');

  const pasted = (): Promise<string> => inContainer(container.name, 'cat /tmp/pasted');
  await until('the paste', async () => (await pasted()).includes(' two'));
  expect((await pasted()).trim()).toBe('\u001b[200~one ␛[201~ two\u001b[201~');
  await page.keyboard.press('Control+d');
});

test('what is typed while a terminal attaches arrives in its order', async () => {
  const page = await opened();
  await run(page, 'clear', 'cleared');
  await page.reload();
  await page.locator('[data-terminal]').waitFor();
  await page.locator('.xterm-helper-textarea').waitFor({ state: 'attached' });
  await page.keyboard.type('echo abcdefghijklmnopqrstuvwxyz0123456789\n');

  await page.locator('.xterm-rows').getByText('abcdefghijklmnopqrstuvwxyz0123456789', { exact: true }).waitFor();
});

test('an agent that has ended keeps its last screen, shows its exit code and is restarted', async () => {
  const page = await opened(container, { window: 'agent' });
  await run(page, 'echo last words', 'said');
  await page.keyboard.type('exit 3\n');
  await page.getByRole('status').getByText('The agent ended with exit code 3.').waitFor();
  await page.locator('.xterm-rows').getByText('last words', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Restart' }).click();

  await page.getByRole('status').getByText('The agent ended with exit code 3.').waitFor({ state: 'detached' });
  await page.locator('[data-terminal="open"] .xterm-screen').click({ position: { x: 20, y: 20 } });
  await run(page, 'echo back', 'again');
});

test('a title is shown by whatever words a program sets it, without what it could do, and as long as there is room', async () => {
  const page = await opened();
  const title = page.locator('[data-terminal-title]');
  await run(
    page,
    `clear; printf '\\033]0;first\\007'; printf 'left[\\033k\\342\\234\\263 second \\342\\200\\256end\\033\\134]right\\n'`,
    'titled',
  );
  await title.getByText('✳ second �end').waitFor();
  await page.locator('.xterm-rows').getByText('left[]right', { exact: true }).waitFor();

  // tmux keeps what is set by OSC alone.
  await page.reload();
  await title.getByText('first').waitFor();
  await run(page, `printf '\\033]2;%0500d\\007' 0`, 'longer');
  await expect.poll(async () => (await title.textContent())?.length).toBe(120);
});

test('a flood ends with Ctrl-C, and its page goes on', async () => {
  const page = await opened();
  await page.keyboard.type('clear; yes flooding\n');
  await page.locator('.xterm-rows').getByText('flooding').first().waitFor();
  await page.keyboard.press('Control+c');

  await run(page, 'echo calm', 'calmed');
});
