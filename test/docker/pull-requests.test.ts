import { existsSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { type Ended, maestro } from '../support/maestro.ts';
import { problemFrom } from '../support/problem.ts';
import { git, gitProject, tempFolder, writeFiles } from '../support/project.ts';

const GITHUB = 'https://user:secret@github.com/acme/shop.git';

let engine: TestEngine;

beforeAll(async () => {
  engine = await containerEngine();
});

interface Published {
  readonly project: string;
  readonly container: Container;
  /** The repository that the remote leads to, on this machine. */
  readonly bare: string;
  /** Anything that ran and should not have. */
  readonly canary: string;
}

/** A project with a remote, whose settings and hooks would run something, and a container with a commit. */
async function published(remote?: string): Promise<Published> {
  const [project, bare, folder] = await Promise.all([gitProject({ a: 'one\n' }), tempFolder(), tempFolder()]);
  const canary = join(folder, 'canary');
  await git(bare, 'init', '-q', '--bare');
  await git(project, 'remote', 'add', 'origin', remote ?? `file://${bare}`);
  await writeFiles(project, { '.git/hooks/pre-push': `#!/bin/sh\ntouch ${canary}\n` });
  await chmod(join(project, '.git/hooks/pre-push'), 0o755);
  await git(project, 'config', 'credential.helper', `!touch ${canary};`);
  await git(project, 'config', 'core.sshCommand', `touch ${canary};`);
  await git(project, 'tag', '-am', 'tagged', 'v1');
  const wish = { project, branch: 'feat/work', task: 'Say hello\nand more' };
  const container = await engine.client.containers.create(newContainer(wish));
  await inside(
    container,
    `echo two >a; git commit -qam 'Second'; git branch hidden; git checkout -q hidden; echo x >x; git add x
    git commit -qm 'On another branch'; git checkout -q feat/work
    git config url.file:///evil.insteadOf https://github.com/; printf '#!/bin/sh\\ntouch ${canary}\\n' >.git/hooks/pre-push`,
  );
  return { project, container, bare, canary };
}

/** A home whose git leads GitHub to a folder, and a `gh` that writes down what it is asked. */
async function withGh(bare: string, answer: string): Promise<{ env: Record<string, string>; asked: string }> {
  const [bin, hooks] = await Promise.all([tempFolder(), tempFolder()]);
  const asked = join(bin, 'asked');
  await writeFiles(engine.user.home, {
    '.gitconfig': `[url "file://${bare}"]\n\tinsteadOf = ${GITHUB}\n[core]\n\thooksPath = ${hooks}\n[push]\n\tfollowTags = true\n`,
  });
  await writeFiles(hooks, { 'pre-push': '#!/bin/sh\nexit 1\n' });
  await chmod(join(hooks, 'pre-push'), 0o755);
  await answerOfGh(asked, answer);
  return { env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` }, asked };
}

async function answerOfGh(asked: string, answer: string): Promise<void> {
  const gh = `#!/bin/sh\n[ "$1" = --version ] && exit\n{ printf '%s\\n' "$@"; cat; } >${asked}\n${answer}\n`;
  await writeFiles(dirname(asked), { gh });
  await chmod(join(dirname(asked), 'gh'), 0o755);
}

function pr(
  { project, container: { name } }: Published,
  env: Record<string, string>,
  ...flags: string[]
): Promise<Ended> {
  return maestro(['pr', name, '--json', ...flags], { cwd: project, env: { HOME: engine.user.home, ...env } });
}

const refsOf = (bare: string): Promise<string> => git(bare, 'for-each-ref', '--format=%(objectname) %(refname)');

test('what a pull request would do is said without pushing or fetching anything, and without what signs in', async () => {
  const plan = ({ name }: Container) => engine.client.pullRequests.plan({ name });
  const { project, container, bare } = await published();
  expect(await plan(container)).toEqual({
    remote: 'origin',
    url: `file://${bare}`,
    branch: 'feat/work',
    left: 'remote',
  });
  await git(project, 'remote', 'set-url', 'origin', GITHUB);
  expect(await plan(container)).toMatchObject({ url: 'https://github.com/acme/shop.git' });
  await git(project, 'remote', 'remove', 'origin');
  expect(await problemFrom(plan(container))).toMatchObject({ code: 'PUSH_REFUSED' });
  expect([await git(bare, 'for-each-ref'), await git(project, 'for-each-ref', 'refs/maestro')]).toEqual(['', '']);
});

test('where the remote is not GitHub nothing is pushed, and the command that pushes is told', async () => {
  const made = await published();
  const { project, container, bare } = made;
  const tip = await inside(container, 'git rev-parse feat/work');

  const { code, stdout, stderr } = await pr(made, {});

  expect(code, stderr).toBe(0);
  const command = `git -C ${project} push origin ${tip}:refs/heads/feat/work`;
  expect(JSON.parse(stdout)).toEqual({
    ...{ kind: 'command', why: 'remote', remote: 'origin', branch: 'feat/work' },
    ...{ oid: tip, command },
  });
  expect(await refsOf(bare)).toBe('');
  await git(project, ...command.split(' ').slice(3));
  expect(await refsOf(bare)).toBe(`${tip} refs/heads/feat/work`);
  expect(await git(project, 'rev-parse', `refs/maestro/${container.shortName}/feat/work`)).toBe(tip);
});

test('on GitHub the fetched commit alone is pushed, by nothing of the project or the agent, and gh opens the rest', async () => {
  const made = await published(GITHUB);
  const { container, bare, canary } = made;
  const { env, asked } = await withGh(bare, 'echo https://github.com/acme/shop/pull/7');
  const tip = await inside(container, 'git rev-parse feat/work');

  const { code, stdout, stderr } = await pr(made, env, '--into', 'main', '--draft');

  expect(code, stderr + stdout).toBe(0);
  const done = { kind: 'opened', already: false, url: 'https://github.com/acme/shop/pull/7', remote: 'origin' };
  expect(JSON.parse(stdout)).toEqual({ ...done, branch: 'feat/work', oid: tip });
  expect(await refsOf(bare)).toBe(`${tip} refs/heads/feat/work`);
  expect(await git(bare, 'cat-file', '--batch-check', '--batch-all-objects')).not.toContain('tag');
  expect((await readFile(asked, 'utf8')).split('\n')).toEqual([
    ...['pr', 'create', '--repo=github.com/acme/shop', '--head=feat/work', '--base=main', '--draft'],
    ...['--title=Say hello', '--body-file=-', '* Second', ''],
  ]);
  expect(existsSync(canary)).toBe(false);

  await answerOfGh(asked, 'echo "a pull request already exists: https://github.com/acme/shop/pull/7" >&2; exit 1');
  const again = await pr(made, env);
  expect(JSON.parse(again.stdout)).toMatchObject({ already: true, url: 'https://github.com/acme/shop/pull/7' });
  expect((await pr(made, env, '--branch', 'main')).stdout).toContain('PUSH_REFUSED');
});

test('what the remote refuses, or gh cannot do, says so without secrets, and without gh nothing is pushed', async () => {
  const made = await published(GITHUB);
  const { container, bare } = made;
  const { env, asked } = await withGh(bare, 'echo not signed in >&2; exit 4');
  await inside(container, 'git branch -m production');
  const failed = await pr(made, env);
  expect(JSON.parse(failed.stdout)).toMatchObject({ code: 'PULL_REQUEST_FAILED', detail: 'not signed in' });
  await inside(container, 'git commit -q --amend -m Else');
  const forced = await pr(made, env);
  expect(JSON.parse(forced.stdout)).toMatchObject({ code: 'PUSH_FAILED' });
  expect(forced.stdout + forced.stderr).not.toContain('secret');
  await writeFiles(dirname(asked), { gh: '#!/bin/sh\nexit 1\n' });
  const without = await pr(made, env, '--branch', 'other');
  expect(JSON.parse(without.stdout)).toMatchObject({ kind: 'command', why: 'gh' });
  expect(await refsOf(bare)).toMatch(/^\w+ refs\/heads\/feat\/work$/);
});
