import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
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

/** Every way in which a record of a mission is lost: cut off, other than it should be, conflicted, gone. */
const LOST: readonly [string, (path: string) => Promise<void>][] = [
  ['cut off', (path) => truncate(path, 20)],
  ['another thing', (path) => writeFile(path, '{"id": 5}')],
  [
    'conflicted',
    async (path) => writeFile(path, `<<<<<<< ours\n${await readFile(path, 'utf8')}=======\n{}\n>>>>>>> t\n`),
  ],
  ['gone', (path) => rm(path)],
];

test.each(LOST)('a checkpoint brings back files that are %s, and keeps what stood there', async (_, lose) => {
  const project = await stateProject();
  const mission = await approvedMission(project, planOf(3));
  const inside = ['--mission', mission];
  await project.json(['feature', 'update', 'f1', ...inside, '--status', 'in-progress']);
  await project.json(['validate', 'update', 'f1-assertion-1', ...inside, '--result', 'passed', '--evidence', 'e']);
  await project.json(['checkpoint', 'save', ...inside]);
  const folder = join(project.folder, '.maestro/missions', mission);
  const before = await contentsOf(folder);
  const paths = ['mission.json', 'assertions.json', 'features/f1.json', 'features/f3.json'];
  for (const path of paths) await lose(join(folder, path));

  const { diff } = await project.json<{ diff: object }>(['checkpoint', 'load', ...inside, '--dry-run']);
  await project.json(['checkpoint', 'load', ...inside]);

  expect(diff).toMatchObject({ gone: [], features: [{ from: 'unreadable' }, { from: 'unreadable' }] });
  expect(await contentsOf(folder)).toEqual(before);
  expect(await project.json(['mission', 'list'])).toMatchObject([{ id: mission, status: 'executing' }]);
});

/** Every kind of file in which git leaves its marks. */
const CONFLICTED = ['missions/ID/mission.json', 'missions/ID/features/f1.json', 'missions/ID/assertions.json'];

test.each(['ours', 'theirs'] as const)(
  'the doctor takes %s of a merge, keeps both, and can take it back',
  async (keep) => {
    const project = await stateProject();
    await project.json(['init']);
    const mission = await approvedMission(project, planOf(2));
    await project.json(['task', 'create', 'first']);
    const state = join(project.folder, '.maestro');
    const names = [...CONFLICTED.map((name) => name.replace('ID', mission)), 'tasks/tasks.jsonl', 'config.yaml'];
    const sides = { ours: new Map<string, string>(), theirs: new Map<string, string>() };
    for (const path of names.map((name) => join(state, name))) {
      const text = await readFile(path, 'utf8');
      sides.ours.set(path, text);
      sides.theirs.set(path, `${text}\n`);
      await writeFile(path, `<<<<<<< HEAD\n${text}||||||| base\nx\n=======\n${text}\n>>>>>>> other\n`);
    }

    const told = await project.json<{ name: string; fix: string }[]>(['doctor']);
    const offered = await project.json<{ copy?: string }[]>(['doctor', '--fix']);
    const [one] = sides.ours.keys();
    await project.json(['doctor', '--fix', '--keep', keep, '--file', one ?? '']);
    const repaired = await project.json<{ path: string; copy: string }[]>(['doctor', '--fix', '--keep', keep]);

    const conflicts = told.filter(({ name }) => name.startsWith('conflict-'));
    expect(conflicts.map(({ fix }) => /--keep ours \(or theirs\)/.test(fix))).toEqual(names.map(() => true));
    expect(offered.every(({ copy }) => copy === undefined)).toBe(true);
    expect(repaired).toHaveLength(names.length - 1);
    for (const [path, text] of sides[keep]) expect(await readFile(path, 'utf8')).toBe(text);
    for (const { copy } of repaired) expect(await readFile(copy, 'utf8')).toMatch(/^<<<<<<< HEAD[^]*>>>>>>> other/);
  },
);

async function contentsOf(folder: string): Promise<[string, unknown][]> {
  const records = [...(await filesIn(folder))].filter(([path]) => path.endsWith('.json'));
  return records.map(([path, text]) => [path, JSON.parse(text)] as [string, unknown]).sort();
}

test('one entry that cannot be read returns from a checkpoint, and what is proved since then goes back with it', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project, planOf(3));
  await project.json(['checkpoint', 'save', '--mission', mission]);
  const path = join(project.folder, '.maestro/missions', mission, 'assertions.json');
  const file = JSON.parse(await readFile(path, 'utf8')) as { assertions: object[] };
  await writeFile(
    path,
    JSON.stringify({ assertions: [{ nothing: 1 }, { ...file.assertions[1], result: 'maybe' }, 7] }),
  );

  await project.json(['checkpoint', 'load', '--mission', mission]);

  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(file);
});

test('what cannot be read still blocks what depends on it: features, their claims, and the milestone', async () => {
  const project = await stateProject();
  const base = planOf(2) as { features: { dependsOn?: string[] }[] };
  (base.features[1] ?? {}).dependsOn = ['f1'];
  const mission = await approvedMission(project, base);
  const inside = ['--mission', mission];
  await truncate(join(project.folder, '.maestro/missions', mission, 'features/f1.json'), 20);

  const view = await project.json<{ dispatchQueue: object[]; features: { id: string; blockedByIds: string[] }[] }>([
    'mission-control',
    ...inside,
  ]);
  const claimed = await project.run([
    'feature',
    'update',
    'f2',
    ...inside,
    '--status',
    'assigned',
    '--strict',
    '--json',
  ]);
  const moved = await project.run(['feature', 'update', 'f2', ...inside, '--status', 'in-progress']);

  expect(view.dispatchQueue).toEqual([]);
  expect(view.features).toMatchObject([{ id: 'f2', blockedByIds: ['f1'] }]);
  expect(JSON.parse(claimed.stdout)).toMatchObject({ code: 'DEPENDENCY_OPEN' });
  expect(moved.stderr).toContain('f1 (unreadable)');
});

test('a task that waits for one that cannot be read is not ready, and is said to wait', async () => {
  const project = await stateProject();
  await project.json(['init']);
  const first = (await project.run(['task', 'q', 'first'])).stdout.trim();
  const second = (await project.run(['task', 'create', 'second', '--depends-on', first, '--silent'])).stdout.trim();
  const path = join(project.folder, '.maestro/tasks/tasks.jsonl');
  await writeFile(path, (await readFile(path, 'utf8')).replace('"open"', '"opened"'));

  const ready = await project.run(['task', 'ready']);
  const claimed = await project.run(['task', 'update', second, '--claim']);

  expect(ready.stdout).toContain('Nothing is ready');
  for (const { stderr } of [ready, claimed])
    expect(stderr).toContain(`${second} waits for ${first}, which cannot be read`);
});

test('conflict markers are named as such, and nothing is derived from what holds them', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project, planOf(2));
  await conflict(join(project.folder, '.maestro', 'missions', mission, 'assertions.json'));

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

test('conflict markers are named as such in YAML too: a configuration, a reply', async () => {
  const project = await stateProject();
  await project.json(['init']);
  const mission = await approvedMission(project, planOf(1));
  await project.json(['reply', 'write', 'f1', '--mission', mission, '--outcome', 'completed']);
  const config = join(project.folder, '.maestro', 'config.yaml');
  const reply = join(project.folder, '.maestro', 'replies', mission, 'f1.yaml');
  for (const path of [config, reply]) await conflict(path);

  const set = await project.run(['config', 'set', 'memory.enabled', 'true']);
  const ingested = await project.run(['reply', 'list', '--mission', mission]);

  expect(set.stderr).toContain(`${config} is no valid YAML: it holds the conflict markers of a merge`);
  expect(ingested.stderr).toContain(`${reply} is damaged. It holds the conflict markers of a merge`);
});

test('what cannot be read and is written anew is kept in a copy, and said', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project, planOf(1));
  const writes: [string, string[]][] = [
    ['memory/learnings/_compiled.json', ['memory-compile', '--summary', 's']],
    ['memory/ratchet/baseline.json', ['ratchet-check']],
    [`replies/${mission}/f1.yaml`, ['reply', 'write', 'f1', '--mission', mission, '--outcome', 'completed']],
  ];
  for (const [path, args] of writes) {
    await project.json(args);
    const file = join(project.folder, '.maestro', path);
    await conflict(file);
    const before = await readFile(file, 'utf8');

    const { code, stderr } = await project.run(args);

    expect([path, code]).toEqual([path, 0]);
    const copy = /It is kept as (\S+)\.$/m.exec(stderr)?.[1] ?? '';
    expect(await readFile(copy, 'utf8')).toBe(before);
    expect((await project.run(args)).stderr).toBe('');
  }
});

async function conflict(path: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  await writeFile(path, `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`);
}
