import { execFileSync } from 'node:child_process';
import { chmod } from 'node:fs/promises';
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

    const run = (args: readonly string[]) =>
      program('setpriv', [...AS_USER, MAESTRO, ...args, '--json'], {
        cwd: project.folder,
        env: { HOME: project.home, GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' },
      });

    refusedBy('permission denied', folder, await Promise.all(calls.map(run)));
    expect(await filesIn(folder)).toEqual(before);
  });
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
