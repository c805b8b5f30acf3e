import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { type Ended, MAESTRO, maestro } from '../support/maestro.ts';
import { problemFrom } from '../support/problem.ts';
import { git, gitProject, tempFolder } from '../support/project.ts';
import { until } from '../support/until.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await containerEngine();
});

/** Does what it is told of a branch: keeps both sides. It writes down all that it reads. */
const RESOLVER = `while IFS= read -r line; do
  printf '%s\\n' "$line" >>/tmp/told
  case $line in *'run: git '*) act=\${line#*run: }; continue ;; *'do not push.') ;; *) continue ;; esac
  $act
  printf 'both\\n' >a; git add a
  GIT_EDITOR=true git "$(cut -d' ' -f2 <<<"$act")" --continue && touch /tmp/resolved
done`;

/** A container and its project, which have changed the same line. */
async function conflicting(command: string[]): Promise<{ project: string; container: Container }> {
  const project = await gitProject({ a: 'one\n' });
  const wish = { project, branch: 'feat/work', agent: 'custom', command } as const;
  const container = await engine.client.containers.create(newContainer(wish));
  await inside(container, 'echo two >a && git commit -qam Second');
  await writeFile(join(project, 'a'), 'other\n');
  await writeFile(join(project, 'Makefile'), 'all:\n');
  await git(project, 'add', 'Makefile');
  await git(project, 'commit', '-qam', 'Other');
  return { project, container };
}

const merge = (project: string, { name }: Container, ...flags: string[]): Promise<Ended> =>
  maestro(['merge', name, '--force', ...flags], { cwd: project, env: { HOME: engine.user.home } });

test.each([['merge'], ['rebase']] as const)(
  'an agent is given the branch and told what conflicts, resolves it, and then it goes in by a %s',
  async (way) => {
    const { project, container } = await conflicting(['bash', '-c', RESOLVER]);
    const flags = way === 'rebase' ? ['--rebase'] : [];
    const before = await git(project, 'for-each-ref', 'refs/heads', 'refs/tags');

    const sent = await merge(project, container, '--send-conflicts', '--json', ...flags);

    expect(sent.code, sent.stderr).toBe(1);
    expect(JSON.parse(sent.stdout)).toMatchObject({
      merged: null,
      given: { branch: 'feat/work', into: 'main', ref: 'refs/maestro/base/main' },
      conflicts: ['a'],
    });
    expect(await inside(container, 'git rev-parse refs/maestro/base/main')).toBe(
      await git(project, 'rev-parse', 'main'),
    );
    expect(await git(project, 'for-each-ref', 'refs/heads', 'refs/tags')).toBe(before);
    await until('the agent to have resolved it', () => inside(container, 'ls /tmp/resolved 2>/dev/null || true'));
    expect(await inside(container, 'cat /tmp/told')).toContain(`run: git ${way} refs/maestro/base/main`);
    expect(await inside(container, 'ls -A /tmp | grep -c bundle || true')).toBe('0');

    const seen = await engine.client.review.look({ name: container.name });
    expect(seen).toMatchObject({ rewritten: false, risks: [] });
    expect(seen.files.map(({ path }) => path)).toEqual(['a']);

    const merged = await merge(project, container, ...flags);
    expect(merged, merged.stderr).toMatchObject({ code: 0 });
    expect(await git(project, 'show', 'main:a')).toBe('both');
    await engine.client.containers.remove({ name: container.name, running: true });
    expect(await git(project, 'for-each-ref', 'refs/maestro-given', 'refs/maestro-reviewed')).toBe('');
  },
);

test('what does not conflict is merged, and what is there or down is refused with what to do', async () => {
  const { project, container } = await conflicting(['sleep', 'infinity']);
  const { name } = container;
  await git(project, 'branch', 'old', 'HEAD~1');
  expect(await problemFrom(engine.client.review.giveBase({ name, into: 'old' }))).toMatchObject({
    code: 'MERGE_REFUSED',
  });
  expect(await merge(project, container, '--into', 'old', '--send-conflicts')).toMatchObject({ code: 0 });
  expect(await engine.client.talk.messages({ name })).toEqual([]);

  await engine.client.containers.stop({ name });
  const down = await merge(project, container, '--send-conflicts');
  expect(down).toMatchObject({ code: 1, stderr: expect.stringContaining('maestro start') as string });
});

/** Programs of a folder of their own before those of the system: a git that takes its time where it joins. */
async function slowGit(): Promise<{ path: string; started: string }> {
  const folder = await tempFolder();
  const started = join(folder, 'started');
  const script = `#!/bin/bash
case " $* " in *' merge --no-ff '*) touch ${started}; sleep 60 ;; esac
PATH=\${PATH#*:}
exec git "$@"
`;
  await writeFile(join(folder, 'git'), script, { mode: 0o755 });
  return { path: `${folder}:${process.env.PATH ?? ''}`, started };
}

test('a merge that is cancelled changes nothing, and leaves nothing', async () => {
  const project = await gitProject({ a: 'one\n' });
  const wish = newContainer({ project, branch: 'feat/slow', agent: 'custom', command: ['sleep', 'infinity'] });
  const container = await engine.client.containers.create(wish);
  await inside(container, 'echo two >b && git add b && git commit -qam Second');
  const refs = await git(project, 'for-each-ref');
  const { path, started } = await slowGit();
  const env = { ...process.env, HOME: engine.user.home, PATH: path };
  const cli = spawn(process.execPath, [MAESTRO, 'merge', container.name, '--force'], { cwd: project, env });
  const said = text(cli.stderr);
  await until('git to join', () => existsSync(started));

  cli.kill('SIGINT');

  expect(await said).toContain('The merge was cancelled. (CANCELLED)');
  expect(await said).toContain('Nothing was changed.');
  expect(await git(project, 'for-each-ref')).toBe(refs);
  expect(await git(project, 'worktree', 'list')).not.toContain('quarantine');
  expect(await git(project, 'status', '--porcelain')).toBe('');
  expect(await readdir(join(engine.user.paths.cache, 'quarantine'))).toEqual([]);
  expect((await merge(project, container)).code).toBe(0);
});
