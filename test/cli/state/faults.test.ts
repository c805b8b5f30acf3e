import { execFileSync } from 'node:child_process';
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
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
