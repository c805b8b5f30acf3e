import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openArchive } from '../../../electron/engine/containers/workspace.ts';
import { noRemarks } from '../../../electron/engine/containers/copy/look.ts';
import { copied, unpacked } from '../../support/copied.ts';
import { git, gitProject } from '../../support/project.ts';

/** Lets a shell work in a project until the test is over, or until what this answers was called. */
function meanwhile(project: string, script: string): () => Promise<void> {
  const working = spawn('sh', ['-c', script], { cwd: project, stdio: 'ignore', detached: true });
  const ended = once(working, 'close');
  const end = async (): Promise<void> => {
    // The shell and the git that it waits for, which are a group of their own.
    if (working.exitCode === null && working.signalCode === null) process.kill(-(working.pid ?? 0), 'SIGKILL');
    await ended;
  };
  onTestFinished(end);
  return end;
}

const COMMITS = 'n=0; while n=$((n + 1)); do echo $n > a; git add a; git commit -q -m $n; done';

const LIVES = {
  'commits on the host': COMMITS,
  'a packing of everything': 'while git gc -q --prune=now; do git commit -q --allow-empty -m more; done',
  'a packing with its index over packs':
    'while git repack -q -a -d --write-midx; do git commit -q --allow-empty -m m; done',
  'a packing of references':
    'n=0; while n=$((n + 1)); do git branch b-$n; git pack-refs --all; git commit -q --allow-empty -m $n; done',
  'locks and half-written objects that come and go':
    'while :; do : >.git/objects/maintenance.lock; : >.git/objects/pack/tmp_pack_x; : >.git/packed-refs.lock; rm .git/objects/*.lock .git/objects/pack/tmp_* .git/*.lock; done',
};

test.each(Object.entries(LIVES))(
  'a copy during %s is a whole repository, and nothing is said of it',
  async (_, script) => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_unused, index) => [`f/${index}`, `${index}`]));
    const project = await gitProject({ a: '1', ...files });
    meanwhile(project, script);

    for (let round = 0; round < 3; round += 1) {
      const before = await git(project, 'rev-parse', 'main');
      const { workspace, notes } = await copied(project);
      expect(await git(workspace, 'fsck', '--full', '--no-progress', '--no-dangling')).toBe('');
      await git(workspace, 'merge-base', '--is-ancestor', before, 'main');
      expect(notes.filter((note) => note.includes('.git/'))).toEqual([]);
    }
  },
);

test('objects that git packs between their listing and their reading come along from the pack', async () => {
  const project = await gitProject({ a: '1' });
  for (let n = 0; n < 20; n += 1) await git(project, 'commit', '-q', '--allow-empty', '-m', `${n}`);
  const remarks = noRemarks();
  const signal = new AbortController().signal;
  const { chunks } = await openArchive({ project, additional: [], signal, onBytes: () => undefined }, remarks);
  const iterator = chunks[Symbol.asyncIterator]();
  // Everything is in one pack by the time the first chunk is taken.
  await git(project, 'gc', '-q', '--prune=now');

  const { workspace } = await unpacked({ [Symbol.asyncIterator]: () => iterator });

  expect(await git(workspace, 'fsck', '--full', '--no-progress')).toBe('');
  expect(await git(workspace, 'rev-list', '--count', 'main')).toBe('21');
});

test('the index of a worktree within the project names no object that is missing', async () => {
  const project = await gitProject({ a: '1' });
  await git(project, 'worktree', 'add', '-q', 'tree', '-b', 'side');
  await writeFile(`${project}/.git/info/exclude`, 'tree\n');
  const end = meanwhile(`${project}/tree`, COMMITS);

  const { workspace } = await copied(project);
  await end();
  await rm(project, { recursive: true, force: true });

  expect(await git(`${workspace}/tree`, 'fsck', '--full', '--no-progress', '--no-dangling')).toBe('');
  await git(`${workspace}/tree`, 'ls-files', '-s');
});
