import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '../../../electron/engine/engine.ts';
import { createHandoff } from '../../../electron/engine/project/handoffs/create.ts';
import { ChangedFiles } from '../../../electron/engine/project/records/changed-files.ts';
import { withFileLock } from '../../../electron/engine/project/records/lock.ts';
import { writeText } from '../../../electron/engine/project/records/records.ts';
import { engineWithoutDocker } from '../../support/connections.ts';
import { openReady, type ProjectOnDisk, projectOnDisk, WORDS } from '../../support/missions.ts';
import { planOf } from '../../support/state.ts';

type Client = Engine['client'];

interface At {
  readonly project: string;
  readonly mission: string;
}

type Write = (client: Client, at: At) => Promise<{ readonly undo?: string | null | undefined }>;

const WRITES: Readonly<Record<string, Write>> = {
  'a mission from a plan': (client, { project }) =>
    client.missions.create({ project, text: JSON.stringify(planOf(2)) }),
  'a new title': (client, at) => client.missions.update({ ...at, title: 'Another' }),
  'the status of a feature': (client, at) => client.features.update({ ...at, feature: 'f1', status: 'in-progress' }),
  'a verdict': (client, at) =>
    client.assertions.judge({ ...at, assertion: 'f1-assertion-1', result: 'waived', reason: 'Not here.' }),
  'a checkpoint': (client, at) => client.checkpoints.save(at),
  'a correction': (client, { project }) =>
    client.memory.correct({ project, rule: 'Be brief', keywords: ['words'], globs: [] }),
  'a learning': (client, { project }) => client.memory.learn({ project, content: 'It rains.' }),
  'a check of the ratchet': (client, { project }) => client.memory.checkRatchet({ project }),
  'a note': (client, { project }) => client.projects.addNote({ project, content: 'Remember.' }),
  'a setting': (client, { project }) =>
    client.projects.editConfig({ project, scope: 'project', keyPath: 'memory.enabled', value: false }),
};

/** Everything under `.maestro/`, by path; locks that nobody holds do not count. */
function treeOf({ root }: ProjectOnDisk): Record<string, string> {
  const folder = join(root, '.maestro');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      relative(folder, join(parentPath, name)),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  );
}

async function opened() {
  const [engine, made] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  await openReady(engine, made.root);
  return { client: engine.client, made, at: { project: made.root, mission: made.mission } };
}

test.each(Object.entries(WRITES))('%s can be undone, and done again', async (_, write) => {
  const { client, made, at } = await opened();
  const before = treeOf(made);
  const { undo } = await write(client, at);
  const done = treeOf(made);
  const { undo: redo } = await client.projects.undo({ ...at, undo: undo ?? '' });
  const undone = treeOf(made);
  await client.projects.undo({ ...at, undo: redo ?? '' });

  expect(done).not.toEqual(before);
  expect(undone).toEqual(before);
  expect(treeOf(made)).toEqual(done);
});

test('what is final can be undone: an approval, and the seal of a milestone', async () => {
  const { client, made, at } = await opened();
  const { mission } = await client.missions.create({ ...at, text: JSON.stringify(planOf(1)) });
  const draft = treeOf(made);
  const approved = await client.missions.approve({ ...at, mission: mission.id });
  await client.projects.undo({ ...at, undo: approved.undo ?? '' });
  expect(treeOf(made)).toEqual(draft);

  await client.assertions.judge({ ...at, assertion: 'f1-assertion-1', result: 'passed' });
  const open = treeOf(made);
  const sealed = await client.milestones.seal({ ...at, milestone: 'm-f1' });
  await client.projects.undo({ ...at, undo: sealed.undo ?? '' });
  expect(treeOf(made)).toEqual(open);
});

test('a claim of a handoff can be undone', async () => {
  const { client, made, at } = await opened();
  const { id } = await createHandoff(made.project, { words: WORDS });
  const before = treeOf(made);

  const { undo } = await client.handoffs.claim({ ...at, id, agent: 'codex' });
  await client.projects.undo({ ...at, undo: undo ?? '' });

  expect(treeOf(made)).toEqual(before);
});

test('what somebody changed since is not undone over their head', async () => {
  const { client, made, at } = await opened();
  const { undo } = await client.missions.update({ ...at, title: 'Mine' });
  await client.missions.update({ ...at, title: 'Theirs' });

  await expect(client.projects.undo({ ...at, undo: undo ?? '' })).rejects.toMatchObject({
    data: { code: 'UNDO_STALE' },
  });
  expect(readFileSync(made.file('mission.json'), 'utf8')).toContain('Theirs');
});

test('one verdict of many is undone, and those that came after it stay', async () => {
  const { client, made, at } = await opened();
  const verdict = { ...at, result: 'waived', reason: 'Not here.' } as const;
  const { undo } = await client.assertions.judge({ ...verdict, assertion: 'f1-assertion-1' });
  await client.assertions.judge({ ...verdict, assertion: 'f2-assertion-1' });

  await client.projects.undo({ ...at, undo: undo ?? '' });

  const { assertions } = JSON.parse(readFileSync(made.file('assertions.json'), 'utf8')) as {
    assertions: readonly { readonly id: string; readonly result: string }[];
  };
  expect(Object.fromEntries(assertions.map(({ id, result }) => [id, result]))).toMatchObject({
    'f1-assertion-1': 'pending',
    'f2-assertion-1': 'waived',
  });
});

test('a verdict on which a milestone was sealed since stays, until the seal is taken back', async () => {
  const { client, made, at } = await opened();
  const { mission } = await client.missions.create({ ...at, text: JSON.stringify(planOf(1)) });
  await client.missions.approve({ ...at, mission: mission.id });
  const it = { ...at, mission: mission.id };
  const before = treeOf(made);
  const verdict = await client.assertions.judge({ ...it, assertion: 'f1-assertion-1', result: 'passed' });
  const sealed = await client.milestones.seal({ ...it, milestone: 'm-f1' });
  const both = treeOf(made);

  await expect(client.projects.undo({ ...at, undo: verdict.undo ?? '' })).rejects.toMatchObject({
    message: expect.stringContaining('its seal rests on f1-assertion-1') as string,
    data: { code: 'UNDO_STALE' },
  });
  expect(treeOf(made)).toEqual(both);

  await client.projects.undo({ ...at, undo: sealed.undo ?? '' });
  await client.projects.undo({ ...at, undo: verdict.undo ?? '' });
  expect(treeOf(made)).toEqual(before);
});

test('undoing a mission leaves what somebody else laid into its folder', async () => {
  const { client, made, at } = await opened();
  const { mission, undo } = await client.missions.create({ project: made.root, text: JSON.stringify(planOf(1)) });
  const note = join(made.root, '.maestro', 'missions', mission.id, 'note.txt');
  await writeFile(note, 'mine');

  await client.projects.undo({ ...at, undo: undo ?? '' });

  expect(readFileSync(note, 'utf8')).toBe('mine');
});

test('a change is undone once, and only in its own project', async () => {
  const [{ client, at }, other] = await Promise.all([opened(), projectOnDisk()]);
  const { undo } = await client.missions.update({ ...at, title: 'Mine' });
  await client.projects.open({ path: other.root });

  const gone = { data: { code: 'UNDO_GONE' } };
  await expect(client.projects.undo({ project: other.root, undo: undo ?? '' })).rejects.toMatchObject(gone);
  await client.projects.undo({ ...at, undo: undo ?? '' });
  await expect(client.projects.undo({ ...at, undo: undo ?? '' })).rejects.toMatchObject(gone);
});

test('what a neighbour writes as soon as the lock is free belongs to the neighbour, and undoing would lose it', async () => {
  const { project, root } = await projectOnDisk();
  const [journal, path] = [new ChangedFiles(), join(root, '.maestro', 'shared.json')];

  await withFileLock({ ...project, journal }, `${path}.lock`, () => writeText({ ...project, journal }, path, 'mine'));
  await writeFile(path, 'theirs');

  expect(journal.changed()).toEqual([{ path, before: undefined, after: Buffer.from('mine') }]);
});

test('of a file that one change writes under two locks, the last writing counts', async () => {
  const { project, root } = await projectOnDisk();
  const [journal, path] = [new ChangedFiles(), join(root, '.maestro', 'shared.json')];

  for (const [lock, text] of [
    ['a', 'first'],
    ['b', 'second'],
  ] as const)
    await withFileLock({ ...project, journal }, `${path}.${lock}`, () =>
      writeText({ ...project, journal }, path, text),
    );

  expect(journal.changed()).toEqual([{ path, before: undefined, after: Buffer.from('second') }]);
});
