import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { git, tempFolder } from '../../support/project.ts';
import { approvedMission, filesIn, HANDOFF, planOf, stateProject, within } from '../../support/state.ts';

const plan = JSON.stringify(planOf(1));

test.each([
  ['is not JSON', Buffer.from('{"title":'), 'is not JSON'],
  ['is not UTF-8', Buffer.from(plan, 'utf16le'), 'not JSON'],
  ['has bytes that no UTF-8 has', Buffer.from([0x7b, 0xff, 0x7d]), 'not UTF-8'],
  ['has 50 MB', Buffer.alloc(50 * 1024 * 1024, ' '), '52428800 bytes'],
  [
    'names an unknown milestone',
    Buffer.from(plan.replace('"milestoneId":"m-f1"', '"milestoneId":"zz"')),
    'features.0.milestoneId',
  ],
  ['has a path as an id', Buffer.from(plan.replace('"id":"f1"', '"id":"../../f1"')), 'features.0.id'],
])(
  'a plan that %s is refused with one error that names the file, and nothing is written',
  async (_what, bytes, found) => {
    const project = await stateProject();
    await writeFile(join(project.folder, 'plan.json'), bytes);

    const { code, stderr, stdout } = await project.run(['mission', 'create', '--file', 'plan.json']);

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('plan.json');
    expect(stderr).toContain(found);
    expect(stderr).not.toContain('    at ');
    expect(existsSync(join(project.folder, '.maestro'))).toBe(false);
  },
);

test('checking a plan writes nothing', async () => {
  const project = await stateProject();
  await writeFile(join(project.folder, 'plan.json'), plan);

  expect(await project.json(['mission', 'validate-plan', '--file', 'plan.json'])).toMatchObject({
    valid: true,
    features: 1,
  });
  expect(existsSync(join(project.folder, '.maestro'))).toBe(false);
});

test('nothing is written through a symbolic link', async () => {
  const project = await stateProject();
  const elsewhere = await tempFolder();
  await mkdir(join(project.folder, '.maestro'));
  await symlink(elsewhere, join(project.folder, '.maestro', 'missions'));
  await writeFile(join(project.folder, 'plan.json'), plan);

  const { code, stderr } = await project.run(['mission', 'create', '--file', 'plan.json']);

  expect(code).toBe(1);
  expect(stderr).toContain('PATH_UNSAFE');
  expect((await filesIn(elsewhere)).size).toBe(0);
});

test.each([
  ['mission', ['mission', 'show', '../../../other']],
  ['feature', ['feature', 'update', '../x', '--mission', '2026-01-01-001', '--status', 'done']],
  ['handoff', ['handoff', 'pickup', '--id', '../../x']],
  ['mission option', ['checkpoint', 'save', '--mission', '../x']],
  ['reply', ['reply', 'write', '..', '--mission', '..', '--outcome', 'completed']],
])('a path is no %s id', async (_what, args) => {
  const { code, stdout } = await (await stateProject()).run([...args, '--json']);

  expect(code).toBe(1);
  expect(Object.keys(JSON.parse(stdout) as object)).toEqual(['error', 'hints', 'code']);
});

test('a damaged file is named by every command that meets it, stays as it is, and the rest works', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project);
  await project.json(HANDOFF);
  const broken = join(project.folder, '.maestro/handoffs/2026-01-01-001.json');
  const feature = join(project.folder, `.maestro/missions/${mission}/features/f1.json`);
  await writeFile(broken, '{"id":');
  await writeFile(feature, '{"id":"f1","status":"sleeping"}');

  const [handoffs, features, doctor] = await project.all([
    ['handoff', 'list', '--json'],
    ['feature', 'list', '--mission', mission, '--json'],
    ['doctor', '--json'],
  ]);

  expect(JSON.parse(handoffs?.stdout ?? '')).toHaveLength(1);
  expect(handoffs?.stderr).toContain(`${broken} is damaged. It is not JSON`);
  expect(JSON.parse(features?.stdout ?? '')).toMatchObject({ total: 2 });
  expect(features?.stderr).toContain(feature);
  expect(doctor?.stdout).toContain('damaged-f1.json');
  expect((await filesIn(join(project.folder, '.maestro'))).get(broken)).toBe('{"id":');
});

test('the doctor repairs what it can and keeps a copy', async () => {
  const project = await stateProject();
  const { id } = await project.json<{ id: string }>(HANDOFF);
  const path = join(project.folder, `.maestro/handoffs/${id}.json`);
  const whole = (await filesIn(project.folder)).get(path) ?? '';
  await writeFile(path, `${whole}}\n`);

  const [repair] = await project.json<{ path: string; copy: string }[]>(['doctor', '--fix']);

  const files = await filesIn(join(project.folder, '.maestro'));
  expect(files.get(path)).toBe(whole);
  expect(files.get(repair?.copy ?? '')).toBe(`${whole}}\n`);
});

test('an unreadable assertion blocks the seal', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project);
  await writeFile(
    join(project.folder, `.maestro/missions/${mission}/assertions.json`),
    '{"assertions":[{"id":"f1-assertion-1"}]}',
  );

  const { code, stderr } = await project.run(['milestone', 'seal', 'm-f1', '--mission', mission]);

  expect(code).toBe(1);
  expect(stderr).toContain('f1-assertion-1 (unreadable)');
});

test('a subdirectory belongs to its project', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project);
  await mkdir(join(project.folder, 'src/deep'), { recursive: true });
  const inside = within(join(project.folder, 'src/deep'), project.home);

  expect(await inside.json(['mission', 'list'])).toMatchObject([{ id: mission }]);
  await inside.json(['init']);
  expect(existsSync(join(inside.folder, '.maestro'))).toBe(false);
});

test('a linked worktree has a state of its own', async () => {
  const project = await stateProject();
  const tree = join(await tempFolder(), 'tree');
  await git(project.folder, 'worktree', 'add', '-q', tree, '-b', 'feat/other');
  const linked = within(tree, project.home);

  const handoff = await linked.json<{ content: { artifacts: string[] } }>(HANDOFF);

  expect(handoff.content.artifacts).toContain('branch_feat_other');
  expect(await project.json(['handoff', 'list'])).toEqual([]);
  expect(await linked.json(['note', '--content', 'here'])).toMatchObject({ git_branch: 'feat/other' });
});

test('a repository without commits will do, and so will no repository', async () => {
  const [fresh, none] = await Promise.all([stateProject({ commits: 0 }), stateProject({ git: false })]);

  expect(await fresh.json(HANDOFF)).toMatchObject({ content: { artifacts: ['branch_main', 'a'] } });
  expect(await none.json(HANDOFF)).toMatchObject({ content: { artifacts: ['a'] } });
  expect(await approvedMission(none)).toMatch(/-001$/);
  expect(await none.run(['note', '--content', 'x'])).toMatchObject({ code: 1 });
});

test('a plan from standard input and a report from a file', async () => {
  const project = await stateProject();
  const { code, stdout } = await project.run(['mission', 'create', '--file', '-', '--json'], { input: plan });
  const id = (JSON.parse(stdout) as { mission: { id: string } }).mission.id;
  await writeFile(join(project.folder, 'r.json'), '{"salientSummary":"s","tests":{"added":1}}');

  expect(code).toBe(0);
  const refused = await project.run(['feature', 'update', 'f1', '--mission', id, '--report', '@r.json']);
  expect(refused.stderr).toContain('r.json is no report. At tests.added');
  expect(existsSync(join(project.folder, `.maestro/missions/${id}/workers/f1/report.json`))).toBe(false);
  await rm(join(project.folder, 'r.json'));
});
