import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { keycaps } from '../../renderer/ui/chords.ts';
import { SHORTCUTS, type ShortcutId } from '../../electron/contract/shortcuts.ts';
import { keyOf } from '../../renderer/features/shortcuts/shortcuts.ts';
import { look } from '../support/looks.ts';
import { featureOf, opened, setStage, type Stage } from '../support/missionsPage.ts';
import { until } from '../support/until.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

/** Keys that only walk, or that mean something in a sheet or a terminal alone. */
const WALKING: ReadonlySet<ShortcutId> = new Set<ShortcutId>([
  ...([
    'palette',
    'back',
    'down',
    'up',
    'first',
    'last',
    'left',
    'right',
    'extend-down',
    'extend-up',
    'answer',
  ] as const),
]);

/** Every action of these groups is found in the palette by its words, with its key beside it. */
async function finds(page: Page, ids: readonly ShortcutId[]): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const field = palette.getByRole('combobox');
  for (const id of ids) {
    const caps = keycaps(keyOf(id), false).join('');
    await field.fill('>');
    const found = palette.getByRole('option').filter({ has: page.locator('kbd') });
    await expect
      .poll(async () => (await found.allInnerTexts()).some((text) => text.replaceAll(/\s/g, '').endsWith(caps)), {
        message: `${id} with ${caps}`,
      })
      .toBe(true);
  }
  await page.keyboard.press('Escape');
}

function idsOf(...groups: readonly string[]): ShortcutId[] {
  return SHORTCUTS.filter(({ id, group }) => groups.includes(group) && !WALKING.has(id)).map(({ id }) => id);
}

test('the palette has every action of the fleet and of its chosen row, with its key', async () => {
  const { page } = await look(stage.browser);
  await page.keyboard.press('j');
  await finds(page, [...idsOf('Anywhere', 'Fleet'), 'open', 'search', 'undo']);
});

test('the palette has every action of the inbox and of its chosen item, with its key', async () => {
  const { page } = await look(stage.browser, { at: '#/inbox' });
  await page.getByRole('listitem', { name: /^Permission/ }).focus();
  await finds(page, [...idsOf('Anywhere', 'Inbox'), 'open', 'peek', 'undo']);
});

test('the palette has every action of a mission and of its chosen feature, also those without a key', async () => {
  const { page, project } = await opened(stage, { feature: 'auth-api' });
  await page.locator('#card-auth-api').focus();
  await finds(page, [
    ...idsOf('Anywhere'),
    ...(['open', 'search', 'undo', 'move', 'next-tab', 'previous-tab', 'mission-actions'] as const),
    ...(['checkpoint', 'checkpoints', 'switch-project', 'import-plan'] as const),
  ]);

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  for (const words of [
    'Mission: rename…',
    'Mission: mark as paused',
    'Mission: copy the id',
    'auth-api: Launch container…',
  ]) {
    await palette.getByRole('combobox').fill(words);
    await palette.getByRole('option', { name: words }).waitFor();
  }
  await palette.getByRole('combobox').fill('auth-api: Set status: in progress');
  await page.keyboard.press('Enter');
  await until(
    'the status',
    async () => (await featureOf(project, project.mission, 'auth-api')).status === 'in-progress',
  );
});

test('the palette has the buttons of the memory, which have no key', async () => {
  const shown = await opened(stage);
  const { page } = shown;
  await shown.at({ tab: 'memory', mission: shown.project.mission });
  await page.getByRole('tab', { name: /^Learnings/ }).click();
  await page.getByRole('button', { name: 'Add a learning' }).waitFor();

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('combobox').fill('>add a learning');
  await palette.getByRole('option', { name: 'Add a learning' }).waitFor();
  await page.keyboard.press('Enter');

  await page.getByRole('dialog').getByRole('textbox').first().waitFor();
});

test('the palette has what the menu of a terminal has, with its keys, and the other terminal', async () => {
  const { page } = await look(stage.browser, { at: '#/container/maestro-feat-oauth-login-1/agent' });
  await page.getByText('Terminal has the keys').waitFor();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  for (const words of ['Terminal: paste', 'Terminal: select all', 'Terminal: find…', 'Terminal: Shell']) {
    await palette.getByRole('combobox').fill(`>${words}`);
    await palette.getByRole('option', { name: words }).waitFor();
    if (words === 'Terminal: paste')
      await palette.getByRole('option', { name: words }).locator('kbd').first().waitFor();
  }
  await page.keyboard.press('Enter');

  await page.locator('[data-terminal-place$="/shell"][data-terminal="open"]').waitFor();
});
