import { execFileSync } from 'node:child_process';
import { mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { approvedMission, filesIn, HANDOFF, planOf, stateProject, type StateProject } from '../../support/state.ts';

const isRoot = process.getuid?.() === 0;

test.runIf(isRoot)(
  isRoot ? 'a full disk is called full, and every file stays whole' : 'a full disk: only root can make one',
  async () => {
    const project = await stateProject();
    const state = join(project.folder, '.maestro');
    await mkdir(state);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', state]);
    onTestFinished(() => void execFileSync('umount', [state]));
    const mission = await approvedMission(project, planOf(2));
    await project.json(['note', '--content', 'first']);
    execFileSync('sh', ['-c', 'cat /dev/zero > "$1" 2>/dev/null || true', 'sh', join(state, 'filler')]);
    const before = await recordsOf(project);

    const ended = await project.all([
      ['note', '--content', 'x'.repeat(10_000), '--json'],
      [...HANDOFF, '--json'],
      ['mission', 'create', '--file', 'plan.json', '--json'],
      ['feature', 'update', 'f1', '--mission', mission, '--report', report(10_000), '--json'],
      ['checkpoint', 'save', '--mission', mission, '--json'],
    ]);

    for (const { code, stdout } of ended) {
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ code: 'DISK_FULL' });
    }
    expect(await recordsOf(project)).toEqual(before);
  },
);

const report = (length: number): string => JSON.stringify({ content: 'x'.repeat(length) });

/** Every record with its text. */
async function recordsOf({ folder }: StateProject): Promise<Map<string, string>> {
  const files = await filesIn(join(folder, '.maestro'));
  return new Map([...files].filter(([path]) => path.endsWith('.json')));
}

test('every kind of file that was cut off in the middle is named by the doctor', async () => {
  const project = await fullProject();
  const files = [
    ...(await filesIn(join(project.folder, '.maestro'))),
    ...(await filesIn(join(project.home, '.maestro'))),
  ]
    .filter(([path]) => /\.(json|jsonl)$/.test(path))
    .filter(([path]) => !/(report|retry-log)\.json$/.test(path));
  for (const [path, text] of files) await truncate(path, Math.floor(Buffer.byteLength(text) / 2));

  const checks = await project.json<{ status: string; message: string }[]>(['doctor']);

  const sentences = checks.filter(({ status }) => status !== 'ok').map(({ message }) => message);
  const unnamed = files.map(([path]) => path).filter((path) => !sentences.some((one) => one.includes(path)));
  // A mission that cannot be read hides what is inside it.
  expect(unnamed.filter((path) => !path.includes('/missions/') || path.endsWith('mission.json'))).toEqual([]);
});

test('what is cut off inside a mission is named by the command that meets it, and the rest works', async () => {
  const project = await fullProject();
  const [mission] = await project.json<[{ id: string }]>(['mission', 'list']);
  const folder = join(project.folder, '.maestro/missions', mission.id);
  await truncate(join(folder, 'features/f1.json'), 20);
  await truncate(join(folder, 'assertions.json'), 20);
  const inside = ['--mission', mission.id];

  const [features, assertions, seal, update] = await project.all([
    ['feature', 'list', ...inside, '--json'],
    ['validate', 'show', ...inside],
    ['milestone', 'seal', 'm-f2', ...inside, '--json'],
    ['feature', 'update', 'f2', ...inside, '--status', 'assigned', '--json'],
  ]);

  expect(features?.stderr).toContain('features/f1.json is damaged');
  expect(JSON.parse(features?.stdout ?? '')).toMatchObject({ total: 1 });
  expect(assertions?.stderr).toContain('assertions.json is damaged');
  expect(JSON.parse(seal?.stdout ?? '')).toMatchObject({ code: 'SEAL_BLOCKED' });
  expect(update?.code).toBe(0);
  expect(await readFile(join(folder, 'features/f1.json'), 'utf8')).toHaveLength(20);
});

/** A project with one file of every kind. */
async function fullProject(): Promise<StateProject> {
  const project = await stateProject();
  await project.json(['init']);
  const mission = await approvedMission(project, planOf(2));
  const { id } = await project.json<{ id: string }>(['memory-correct', 'no npm', '--trigger', 'npm']);
  await writeFile(join(project.folder, 'r.json'), report(10));
  for (const args of [
    HANDOFF,
    ['note', '--content', 'n'],
    ['memory-learn', '--content', 'l'],
    ['memory-compile', '--summary', 's'],
    ['ratchet-promote', id, '--check', 'npm install'],
    ['ratchet-check'],
    ['graph-link', 'web', '--consumes'],
    ['task', 'q', 't'],
    ['checkpoint', 'save', '--mission', mission],
  ])
    await project.json(args);
  return project;
}

test.runIf(isRoot)(
  isRoot ? 'on a read-only disk every write names that as its cause' : 'a read-only disk: only root can make one',
  async () => {
    const project = await stateProject();
    const state = join(project.folder, '.maestro');
    await mkdir(state);
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', state]);
    onTestFinished(() => void execFileSync('umount', [state]));
    const mission = await approvedMission(project, planOf(2));
    execFileSync('mount', ['-o', 'remount,ro', state]);

    const ended = await project.all([
      ['note', '--content', 'x', '--json'],
      [...HANDOFF, '--json'],
      ['mission', 'create', '--file', 'plan.json', '--json'],
      ['feature', 'update', 'f1', '--mission', mission, '--status', 'assigned', '--json'],
      ['checkpoint', 'save', '--mission', mission, '--json'],
      ['task', 'create', 'x', '--json'],
      ['config', 'set', 'memory.ratchet.enforcement', 'block', '--json'],
    ]);

    for (const { code, stdout } of ended) {
      expect(code).toBe(1);
      expect((JSON.parse(stdout) as { error: string }).error).toContain('the file system is read-only');
    }
  },
);

test.each([
  ['a dangling link', (path: string) => symlink('/nonexistent/lock', path)],
  ['a folder', (path: string) => mkdir(path)],
  ['a pipe', (path: string) => Promise.resolve(void execFileSync('mkfifo', [path]))],
])('%s in the place of a lock is named, and not waited for', async (_, put) => {
  const project = await stateProject();
  await project.json(['init']);
  const lock = join(project.folder, '.maestro', '.notes.lock');
  await put(lock);

  const { code, stdout } = await project.run(['note', '--content', 'x', '--json']);

  expect(code).toBe(1);
  expect((JSON.parse(stdout) as { error: string }).error).toContain(`${lock} is`);
});

test('conflict markers are named as such, and nothing is derived from what holds them', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project, planOf(2));
  const path = join(project.folder, '.maestro', 'missions', mission, 'assertions.json');
  const text = await readFile(path, 'utf8');
  await writeFile(path, `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`);

  const judged = await project.run([
    ...['validate', 'update', 'f1-assertion-1', '--mission', mission],
    ...['--result', 'passed', '--json'],
  ]);
  const kept = await project.run(['checkpoint', 'save', '--mission', mission, '--json']);

  expect([judged.code, kept.code]).toEqual([1, 1]);
  expect(JSON.parse(judged.stdout)).toMatchObject({ code: 'FILE_DAMAGED' });
  expect((JSON.parse(kept.stdout) as { error: string }).error).toContain('conflict markers of a merge');
  expect(await project.json(['checkpoint', 'list', '--mission', mission])).toMatchObject({ checkpoints: [] });
});
