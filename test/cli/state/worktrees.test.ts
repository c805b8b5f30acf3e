import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { git, tempFolder } from '../../support/project.ts';
import { approvedMission, HANDOFF, planOf, stateProject, type StateProject, within } from '../../support/state.ts';

const CORRECT = ['memory-correct', 'use npm ci', '--trigger', 'install'] as const;

interface Worktree extends StateProject {
  readonly main: StateProject;
}

/** A repository with a state, and a linked worktree on a branch of its own. */
async function linked(): Promise<Worktree> {
  const main = await stateProject();
  await main.json(['init']);
  return { main, ...(await worktree(main, 'side')) };
}

async function worktree(main: StateProject, branch: string): Promise<StateProject> {
  const folder = join(await tempFolder('maestro-worktree'), branch);
  await git(main.folder, 'worktree', 'add', '-q', '-b', branch, folder);
  return within(folder, main.home);
}

async function idOf(project: StateProject, args: readonly string[]): Promise<string> {
  return (await project.json<{ id: string }>(args)).id;
}

test('ids that the worktrees of one repository make at the same time are all different', async () => {
  const side = await linked();
  const third = await worktree(side.main, 'third');
  await Promise.all([side.json(['init']), third.json(['init'])]);
  const all = [side.main, side, third];
  for (const { folder } of all) await writeFile(join(folder, 'plan.json'), JSON.stringify(planOf(1)));

  const ids = async (make: (project: StateProject) => Promise<string>): Promise<string[]> =>
    Promise.all([...all, ...all].map(make));
  const handoffs = await ids((project) => idOf(project, HANDOFF));
  const corrections = await ids((project) => idOf(project, CORRECT));
  const missions = await ids(
    async (project) =>
      (await project.json<{ mission: { id: string } }>(['mission', 'create', '--file', 'plan.json'])).mission.id,
  );

  for (const made of [handoffs, corrections, missions]) {
    expect(made.map((id) => id.slice(-3)).sort()).toEqual(['001', '002', '003', '004', '005', '006']);
  }
  expect((await readdir(join(side.main.folder, '.git'))).filter((name) => name.endsWith('.lock'))).toEqual([]);
});

test('what was made in a worktree that is gone does not come back under its id', async () => {
  const side = await linked();
  const first = await idOf(side, CORRECT);
  await git(side.folder, 'add', '--all');
  await git(side.folder, 'commit', '-q', '-m', 'side');
  await git(side.main.folder, 'worktree', 'remove', '--force', side.folder);

  const second = await idOf(side.main, CORRECT);
  await git(side.main.folder, 'add', '--all');
  await git(side.main.folder, 'commit', '-q', '-m', 'main');
  await git(side.main.folder, 'merge', '-q', 'side');

  const found = await readdir(join(side.main.folder, '.maestro', 'memory', 'corrections'));
  expect(found.sort()).toEqual([`${first}.json`, `${second}.json`]);
});

test('a repository with one checkout keeps nothing in its git folder', async () => {
  const project = await stateProject();
  await project.json(['init']);
  expect((await idOf(project, HANDOFF)).slice(-3)).toBe('001');
  expect((await readdir(join(project.folder, '.git'))).filter((name) => name.startsWith('maestro'))).toEqual([]);
});

test('a linked worktree without a state says where one is', async () => {
  const side = await linked();

  const { stdout, stderr } = await side.run(['handoff', 'list']);

  expect(stdout).not.toContain(side.main.folder);
  expect(stderr).toContain(`This worktree has no state, apart from that of ${side.main.folder}.`);
  expect(stderr).toContain('maestro init --shared');
  expect((await side.main.run(['handoff', 'list'])).stderr).toBe('');
});

test('a linked worktree that shares the state of the main one works on it, with its own branch', async () => {
  const side = await linked();
  const mission = await approvedMission(side.main);

  await side.json(['init', '--shared']);

  expect((await side.json<{ id: string }[]>(['mission', 'list'])).map(({ id }) => id)).toEqual([mission]);
  await side.json(HANDOFF);
  expect(JSON.stringify(await side.main.json(['handoff', 'list']))).toContain('branch_side');
  const tree = { own: side.folder, main: side.main.folder, shared: true };
  expect(await side.json(['status'])).toMatchObject({ initialized: true, worktree: tree });
  expect((await side.run(['status'])).stdout).toContain(`This worktree uses the state of ${side.main.folder}.`);
  expect((await side.run(['doctor'])).stdout).toContain(`This worktree uses the state of ${side.main.folder}.`);
  expect(await git(side.folder, 'status', '--porcelain')).toBe('');
});

test('a worktree that shared a state gets one of its own by init --here', async () => {
  const side = await linked();
  const mission = await approvedMission(side.main);
  await side.json(['init', '--shared']);

  await side.json(['init', '--here']);

  expect(await side.json(['mission', 'list'])).toEqual([]);
  expect(await side.json(['status'])).toMatchObject({ worktree: { shared: false } });
  expect((await side.main.json<{ id: string }[]>(['mission', 'list'])).map(({ id }) => id)).toEqual([mission]);
});

test('sharing is refused where there is nothing to share', async () => {
  const project = await stateProject();
  const side = await worktree(project, 'side');

  const here = await side.run(['init', '--shared']);
  expect(here.code).toBe(1);
  expect(here.stderr).toContain('has no .maestro yet');
  const main = await project.run(['init', '--shared']);
  expect(main.code).toBe(1);
  expect(main.stderr).toContain('is in no linked worktree');
});

test('a folder that only claims to be a worktree of another repository uses nothing of it', async () => {
  const { main } = await linked();
  const claims = within(await tempFolder('maestro-claim'), main.home);
  await writeFile(join(claims.folder, '.git'), `gitdir: ${join(main.folder, '.git', 'worktrees', 'side')}\n`);

  expect((await claims.run(['init', '--shared'])).code).toBe(1);
  expect(await claims.json(['status'])).not.toHaveProperty('worktree');
});
