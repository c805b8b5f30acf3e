import { execFileSync } from 'node:child_process';
import { chmod, mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Ended, MAESTRO, program } from '../../support/maestro.ts';
import { filesIn, HANDOFF, stateProject, type StateProject } from '../../support/state.ts';

const isRoot = process.getuid?.() === 0;
const USER = 1000;
const AS_USER = ['--reuid', String(USER), '--regid', String(USER), '--clear-groups'];

/** Writes below `~/.maestro`, and writes below the project’s. */
const OF_USER = [
  ['config', 'set', 'memory.ratchet.enforcement', 'block', '--global'],
  ['config', 'set', 'containers.prefix', 'x-', '--user'],
  ['config', 'unset', 'memory.ratchet.enforcement', '--global'],
  ['graph-link', 'web', '--consumes'],
];
const OF_PROJECT = [
  ['config', 'set', 'memory.ratchet.enforcement', 'block', '--project'],
  ['note', '--content', 'x'],
  ['task', 'create', 'x'],
  ['memory-correct', 'r', '--trigger', 'w'],
  [...HANDOFF],
];

/** A project and a user whose records are there already. */
async function filled(): Promise<StateProject> {
  const project = await stateProject();
  for (const args of [
    ['init'],
    ['config', 'set', 'memory.ratchet.enforcement', 'warn', '--global'],
    ['note', '--content', 'n'],
  ])
    await project.json(args);
  return project;
}

/** Every call failed, and gave the reason and a path below the folder. */
function refusedBy(reason: string, folder: string, ended: readonly Ended[]): void {
  const all = ended.map(({ code, stdout, stderr }) => ({
    code,
    stderr,
    said: (JSON.parse(stdout) as { error?: string }).error ?? stdout,
  }));
  const said = expect.stringMatching(new RegExp(`${folder}.*${reason}`)) as string;
  expect(all).toEqual(all.map(() => ({ code: 1, stderr: '', said })));
}

describe.runIf(isRoot)('a folder that cannot be written', () => {
  test.each([
    ['a user’s', OF_USER, (project: StateProject) => project.home],
    ['a project’s', OF_PROJECT, (project: StateProject) => project.folder],
  ])('since its disk is read-only is %s: every write says that', async (_, calls, ownerOf) => {
    const project = await filled();
    const folder = join(ownerOf(project), '.maestro');
    execFileSync('mount', ['--bind', folder, folder]);
    onTestFinished(() => void execFileSync('umount', [folder]));
    execFileSync('mount', ['-o', 'remount,bind,ro', folder]);
    const before = await filesIn(folder);

    const ended = await project.all(calls.map((args) => [...args, '--json']));

    refusedBy('the file system is read-only', folder, ended);
    expect(await filesIn(folder)).toEqual(before);
  });

  test.each([
    ['a user’s', OF_USER, (project: StateProject) => project.home],
    ['a project’s', OF_PROJECT, (project: StateProject) => project.folder],
  ])('since it is somebody else’s is %s: every write says that', async (_, calls, ownerOf) => {
    const project = await filled();
    const folder = join(ownerOf(project), '.maestro');
    for (const each of [project.folder, project.home]) await give(each);
    keep(folder);
    const before = await filesIn(folder);

    refusedBy('permission denied', folder, await asUser(project, calls));
    expect(await filesIn(folder)).toEqual(before);
  });
});

/** Calls of the built command line by a user that is not root. */
function asUser(project: StateProject, calls: readonly (readonly string[])[]): Promise<Ended[]> {
  const git = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
  const options = { cwd: project.folder, env: { HOME: project.home, ...git } };
  return Promise.all(calls.map((args) => program('setpriv', [...AS_USER, MAESTRO, ...args, '--json'], options)));
}

test.runIf(isRoot)('a lock that somebody else holds, or left, is named and not waited for', async () => {
  const project = await filled();
  for (const each of [project.folder, project.home]) await give(each);
  const ofProject = join(project.folder, '.maestro/.notes.lock');
  const ofUser = join(project.home, '.maestro/locks/config.lock');
  await writeFile(ofProject, '{}', { mode: 0o600 });
  await mkdir(join(ofUser, 'inside'), { recursive: true });
  execFileSync('chown', [`${USER}:${USER}`, join(ofUser, '..')]);
  await utimes(ofUser, 0, 0);

  const [note, config] = await asUser(project, [
    ['note', '--content', 'x'],
    ['config', 'set', 'containers.prefix', 'x-', '--user'],
  ]);

  refusedBy('permission denied', ofProject, [note!]);
  refusedBy('it is not empty', ofUser, [config!]);
});

/** Gives all that lies in a folder to the user. */
async function give(folder: string): Promise<void> {
  execFileSync('chown', ['-R', `${USER}:${USER}`, folder]);
  await chmod(folder, 0o755);
}

/** Takes a folder back, so that others may read it and no more. */
function keep(folder: string): void {
  execFileSync('chown', ['-R', '0:0', folder]);
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', folder]);
}
