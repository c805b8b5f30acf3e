import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn, stateProject, type StateProject } from '../../support/state.ts';

const ENVELOPE = {
  handoff: {
    id: '2026-01-01-002',
    timestamp: '2026-01-01T00:00:00.000Z',
    message: 'Fix the thing - now!',
    sitrep: 's',
    quickstart: 'run tests & go',
    git: { branch: 'main', diffStat: '+1 -2' },
  },
  status: 'pending',
};
const PACKET_52 = [
  ...['SESSION_CORE-core', 'CAUSAL_DRIVERS-a-b', 'DIVERGENCES-NONE', 'KEY_DECISIONS-k1', 'SIGNAL_DELTA-NONE'],
  ...['ARTIFACTS-branch_main', 'EXECUTION_STATE-ex', 'BOUNDARY_STATE-NONE', 'STANCE_COLLAPSE-st', 'NEXT_ACTION-na'],
  ...['CS-work_0.9', 'SUMMARY-sum'],
].join('|');

/** A project as versions before today's left it. */
async function olderProject(): Promise<StateProject> {
  const project = await stateProject();
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(join(project.folder, path, '..'), { recursive: true });
    await writeFile(join(project.folder, path), text);
  };
  const head = { id: '2026-01-01-001', version: '5.2', timestamp: '2026-01-01T00:00:00.000Z', status: 'pending' };
  const record = { ...head, agent: 'codex', sessionId: 'x', uki: PACKET_52 };
  await write('.maestro/handoffs/2026-01-01-001.json', JSON.stringify(record));
  await write('.maestro/handoffs/2026-01-01-002/envelope.json', JSON.stringify(ENVELOPE));
  await write('.factory/AGENTS.md', '# Ours\n');
  await write('.factory/skills/codex/SKILL.md', '# Skill\n');
  return project;
}

test('importing shows first what it would do, and writes nothing', async () => {
  const project = await olderProject();
  const before = await filesIn(project.folder);

  const planned = await project.json<{ conversions: { state: string }[] }>(['import', '--dry-run']);

  expect(planned.conversions.map(({ state }) => state)).toEqual(['planned', 'planned', 'planned', 'planned']);
  expect(await filesIn(project.folder)).toEqual(before);
});

test('importing brings handoffs into today’s form, keeps the old one, and is done once', async () => {
  const project = await olderProject();
  const before = await project.json<{ id: string; content: object }[]>(['handoff', 'list']);

  const { conversions } = await project.json<{ conversions: { copy?: string; from: string }[] }>(['import']);

  const after = await project.json<{ version: string; content: object }[]>(['handoff', 'list']);
  expect(after.map(({ content }) => content)).toEqual(before.map(({ content }) => content));
  expect(after.map(({ version }) => version)).toEqual(['5.4', '5.4']);
  expect(await readFile(conversions[0]?.copy ?? '', 'utf8')).toContain(PACKET_52);
  expect(existsSync(join(project.folder, '.maestro/handoffs/2026-01-01-002'))).toBe(false);
  expect(existsSync(join(conversions[1]?.copy ?? '', 'envelope.json'))).toBe(true);
  expect(await readFile(join(project.folder, '.maestro/skills/codex/SKILL.md'), 'utf8')).toBe('# Skill\n');
  expect(await project.json(['import'])).toMatchObject({ conversions: [] });
});

test('a project’s own Factory files take the place of the templates, and nothing else', async () => {
  const project = await olderProject();
  await project.json(['init']);
  await writeFile(join(project.folder, '.factory/AGENTS.md'), '# Newer\n');

  const again = await project.json<{ skipped: string[] }>(['init']);

  expect(await readFile(join(project.folder, '.maestro/AGENTS.md'), 'utf8')).toBe('# Ours\n');
  expect(again.skipped).toContain(join(project.folder, '.maestro/AGENTS.md'));
});

test('a file where older versions told Droid about Maestro gives the text of the new one', async () => {
  const project = await olderProject();

  const { agents } = await project.json<{ agents: { agent: string; action: string }[] }>(['install']);

  const text = await readFile(join(project.folder, '.maestro/AGENTS.md'), 'utf8');
  expect(agents.find(({ agent }) => agent === 'Droid CLI')?.action).toBe('migrated');
  expect(text.startsWith('# Ours\n\n<!-- maestro:start -->')).toBe(true);
});

test('uninstalling removes a configuration that nobody changed, and no other', async () => {
  const [untouched, changed] = await Promise.all([stateProject(), stateProject()]);
  for (const project of [untouched, changed]) await project.json(['install']);
  await writeFile(join(changed.home, '.maestro/config.yaml'), 'memory:\n  enabled: false\n');

  expect(await untouched.json(['uninstall'])).toMatchObject({ configRemoved: true });
  expect(await changed.json(['uninstall'])).toMatchObject({ configRemoved: false });
  expect(existsSync(join(untouched.home, '.maestro'))).toBe(false);
  expect(existsSync(join(changed.home, '.maestro/config.yaml'))).toBe(true);
});

test('the doctor names keys that somebody set and that have no effect', async () => {
  const project = await stateProject();
  await project.json(['init']);
  await writeFile(
    join(project.folder, '.maestro/config.yaml'),
    'execution:\n  retryBudget: 9\nmemory:\n  enabled: true\n',
  );

  const checks = await project.json<{ name: string }[]>(['doctor']);

  expect(checks.map(({ name }) => name).filter((name) => name.startsWith('ignored-'))).toEqual(['ignored-execution']);
});
