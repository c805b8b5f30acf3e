import { writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { axe, look } from '../support/looks.ts';
import { until } from '../support/until.ts';
import { startBrowser } from '../support/window.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

/** The sheet, open, on the made-up fleet. */
async function sheet() {
  const opened = await look(browser);
  await opened.page.locator('[data-row]').first().waitFor();
  await opened.page.keyboard.press('n');
  await opened.page.getByRole('dialog', { name: 'New container' }).waitFor();
  return opened;
}

function created(calls: readonly string[]): Record<string, unknown> | undefined {
  const call = calls.find((line) => line.startsWith('containers.create '));
  return call === undefined
    ? undefined
    : (JSON.parse(call.slice('containers.create '.length)) as Record<string, unknown>);
}

async function focused(page: Page): Promise<string | null> {
  return page.evaluate(
    () =>
      document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.getAttribute('data-chip') ?? null,
  );
}

test('one sentence and one chord are enough', async () => {
  const { page, demo } = await sheet();
  await page.keyboard.type('Export all orders as CSV');

  await page.keyboard.press('Control+Enter');

  await page.getByText(/Starting \d\/8/).waitFor();
  expect(created(demo.calls)).toMatchObject({
    task: 'Export all orders as CSV',
    project: '/home/ada/work/shop-api',
    agent: 'claude',
  });
});

test.each([
  [null, 'It runs on Maestro’s own image.'],
  ['acme/dev:1', 'It runs on acme/dev:1, as containers.image says, which has what Maestro needs in it.'],
  ['acme/bare:1', 'It lacks git and tmux: install that in it.'],
  ['acme/gone:1', 'The engine does not have it: docker pull acme/gone:1, or build it.'],
])('the image is named with its reason, and what it lacks: %s', async (image, said) => {
  const { page, demo } = await look(browser);
  await page.locator('[data-row]').first().waitFor();
  if (image !== null) await writeFile(demo.config, `containers:\n  image: ${image}\n`);

  await page.keyboard.press('n');

  const dialog = page.getByRole('dialog', { name: 'New container' });
  await dialog.getByText(said).waitFor();
  expect(await axe(page)).toEqual([]);
});

test('the branch follows the task until the user writes one', async () => {
  const { page, demo } = await sheet();
  await page.keyboard.type('Export orders');
  await page.getByRole('button', { name: /Branch feat\/export-orders/ }).click();
  await page.keyboard.type('fix/mine');
  await page.keyboard.press('Escape');

  await page.getByRole('textbox', { name: 'Task', exact: true }).press('Control+Enter');

  await until('the call', () => created(demo.calls)?.['branch'] === 'fix/mine');
});

test('without a task nothing is sent, and the field says why', async () => {
  const { page, demo } = await sheet();

  await page.keyboard.press('Control+Enter');

  await page.getByText('Describe the task.').last().waitFor();
  expect(await focused(page)).toBe('Task');
  expect(created(demo.calls)).toBeUndefined();
});

test('a refusal stands at the field that it is about, and the form is kept', async () => {
  const { page, demo } = await sheet();
  demo.refuse('containers.create', {
    code: 'BRANCH_INVALID',
    sentence: 'a..b is not a branch name.',
    hints: [],
    detail: null,
  });
  await page.keyboard.type('Do it');
  await page.keyboard.press('Control+Enter');

  await page.getByText('a..b is not a branch name.').waitFor();

  expect(await focused(page)).toBe('Branch');
  await expect.poll(() => page.getByRole('textbox', { name: 'Task', exact: true }).inputValue()).toBe('Do it');
});

test('any other refusal stands in the sheet with its next steps', async () => {
  const { page, demo } = await sheet();
  demo.refuse('containers.create', {
    code: 'DISK_FULL',
    sentence: 'No space is left.',
    hints: ['Free some space: maestro image prune.'],
    detail: 'ENOSPC',
  });
  await page.keyboard.type('Do it');
  await page.keyboard.press('Control+Enter');

  await page.getByRole('alert').getByText('No space is left.').waitFor();
  await page.getByRole('alert').getByText('maestro image prune').waitFor();
});

test('what was typed is still there when the sheet is closed and opened again', async () => {
  const { page } = await sheet();
  await page.keyboard.type('Half a thought');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.keyboard.press('n');

  await expect.poll(() => page.getByRole('textbox', { name: 'Task', exact: true }).inputValue()).toBe('Half a thought');
});

test('create and open leads to the steps of the creation', async () => {
  const { page } = await sheet();
  await page.keyboard.type('Export all orders');

  await page.keyboard.press('Control+Shift+Enter');

  await page.getByRole('listitem').filter({ hasText: 'Copying the project' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'Fleet' }).waitFor();
});

test('a project is found by walking through folders with the keys', async () => {
  const { page, demo } = await sheet();
  await page.keyboard.type('Do it');
  await page.getByRole('button', { name: /Project/ }).click();
  await page.keyboard.type('/home/ada/w');
  await page.getByRole('option', { name: /work/ }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('option', { name: /website/ }).waitFor();
  await page.keyboard.type('webs');
  await page.getByRole('option', { name: /ledger/ }).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Project website/ }).waitFor();

  await page.getByRole('textbox', { name: 'Task', exact: true }).press('Control+Enter');
  await until('the call', () => created(demo.calls)?.['project'] === '/home/ada/work/website');
});

test('Enter chooses the folder that was typed, also before that was read, and never the one that was shown before', async () => {
  const { page, demo } = await sheet();
  await page.keyboard.type('Do it');
  await page.getByRole('button', { name: /Project/ }).click();
  await page.keyboard.type('/home/ada/');
  await page.getByRole('option', { name: /this folder/ }).waitFor();
  const release = demo.hold('settings.folders');
  await page.keyboard.type('work/website/');
  await page.getByText('Reading the folder').waitFor();

  await page.keyboard.press('Enter');
  release();

  await page.getByRole('button', { name: /Project website/ }).waitFor();
});

test('a project is found by walking through folders with the mouse', async () => {
  const { page } = await sheet();
  await page.getByRole('button', { name: /Project/ }).click();
  await page.keyboard.type('/home/ada/');

  await page.getByRole('option', { name: /work/ }).locator('[data-walk]').click();
  await page.getByRole('option', { name: /website/ }).click();

  await page.getByRole('button', { name: /Project website/ }).waitFor();
});

test('a command that is not handed the task finds it in a file, unless it is to be typed', async () => {
  const { page, demo } = await sheet();
  await page.keyboard.type('Do it');
  await page.getByRole('button', { name: /^Agent/ }).click();
  await page.getByRole('radio', { name: 'Your own command' }).click();
  await page.getByRole('textbox', { name: 'Command line' }).fill('my-agent --task {prompt}');
  const chip = page.getByRole('button', { name: 'Type the task into it' });
  await expect.poll(() => chip.count()).toBe(0);

  await page.getByRole('textbox', { name: 'Command line' }).fill('my-agent');
  await page.keyboard.press('Escape');
  await page.getByText('the task lies in /etc/maestro/prompt').waitFor();
  await chip.click();
  await page.getByText('A shell would run it.').waitFor();
  await page.keyboard.press('Control+Enter');

  await until('the call', () => created(demo.calls)?.['typeTask'] === true);
});

test('an agent of one’s own needs a command line', async () => {
  const { page, demo } = await sheet();
  await page.keyboard.type('Do it');
  await page.getByRole('button', { name: /^Agent/ }).click();
  await page.getByRole('radio', { name: 'Your own command' }).click();
  await page.getByRole('textbox', { name: 'Command line' }).fill('my-agent --task {prompt}');
  await page.keyboard.press('Escape');

  await page.getByRole('textbox', { name: 'Task', exact: true }).press('Control+Enter');

  await until('the call', () => created(demo.calls)?.['agent'] === 'custom');
  expect(created(demo.calls)?.['command']).toEqual(['my-agent', '--task', '{prompt}']);
});

test('a long text is taken whole when it is pasted', async () => {
  const { page, demo } = await sheet();
  const task = `# Plan\n\n${'Do "this" & $(that), then 雪 🚀.\n'.repeat(600)}`;
  await page.evaluate((text) => navigator.clipboard.writeText(text), task);
  await page.keyboard.press('Control+V');
  await page.getByText(/characters, 603 lines/).waitFor();

  await page.keyboard.press('Control+Enter');

  await until('the call', () => created(demo.calls)?.['task'] === task);
});

test('a file that is dropped becomes the task', async () => {
  const { page } = await sheet();
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['From a file.\n'], 'plan.md', { type: 'text/markdown' }));
    return transfer;
  });

  await page.getByRole('textbox', { name: 'Task', exact: true }).dispatchEvent('drop', { dataTransfer: dropped });

  await until(
    'the text',
    async () => (await page.getByRole('textbox', { name: 'Task', exact: true }).inputValue()) === 'From a file.\n',
  );
});

test.each(['light', 'dark'] as const)(
  'hosts that only a remote of the project names are asked about, by keys alone, in the %s theme',
  async (colorScheme) => {
    const change = ({ settings }: Snapshot) => ({
      settings: { ...settings, recentProjects: ['/home/ada/work/ledger'] },
    });
    const { page, demo, wrongs } = await look(browser, { colorScheme, change });
    await page.locator('[data-row]').first().waitFor();
    await page.keyboard.press('n');
    const question = page.getByRole('group', { name: 'Remote on git.ledger.test' });
    await question.getByRole('button', { name: 'Allow' }).focus();
    await page.keyboard.press('Enter');

    await page.getByRole('textbox', { name: 'Task', exact: true }).fill('Do it');
    await page.keyboard.press('Control+Enter');

    await until('the call', () => created(demo.calls) !== undefined);
    expect(created(demo.calls)?.['remoteHosts']).toEqual({ 'git.ledger.test': true });
    expect(wrongs).toEqual([]);
  },
);
