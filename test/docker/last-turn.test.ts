import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Review } from '../../electron/contract/review.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { problemFrom } from '../support/problem.ts';
import { git, gitProject, tempFolder } from '../support/project.ts';
import { until } from '../support/until.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await containerEngine();
});

/** An agent that does what it is told: each line is a command. */
const OBEYS = ['bash', '-c', 'while IFS= read -r line; do eval "$line"; done'];

/** A container of a project of its own with an obeying agent, in which something lies before its next prompt. */
async function before(script: string): Promise<{ project: string; container: Container }> {
  const project = await gitProject({ a: 'one\n', '.gitignore': 'ignored\n' });
  const wish = newContainer({ project, branch: 'feat/work', command: OBEYS });
  const container = await engine.client.containers.create(wish);
  await until('its start to be kept', () => sinceTurn(container));
  await inside(container, `set -e\n${script}`);
  return { project, container };
}

/** Gives the agent a prompt, and waits until it has done all of it. */
async function tell(container: Container, line: string): Promise<void> {
  await engine.client.talk.send({ name: container.name, text: `${line}; touch /tmp/obeyed` });
  await until('the agent to have obeyed', () => inside(container, 'test -e /tmp/obeyed && rm -v /tmp/obeyed'));
}

const sinceTurn = ({ name }: Container, patch = false): Promise<Review> =>
  engine.client.review.look({ name, since: 'turn', patch });

const pathsIn = ({ files }: Review): string[] => files.map(({ path, kind }) => `${kind} ${path}`);

const STATE =
  'git status --porcelain=v2 --branch --show-stash; git ls-files --stage; git for-each-ref refs/heads refs/stash';

test('what came since the last prompt is told from what lay there, committed or not, and the agent’s index stays', async () => {
  const { project, container } = await before(`
    echo stashed >>a; git stash -q; echo staged >staged; git add staged; echo more >>staged; echo draft >draft; echo x >ignored`);
  expect(pathsIn(await sinceTurn(container))).toEqual(['added draft', 'added staged']);
  const state = await inside(container, STATE);

  await tell(container, ':');
  expect(await inside(container, STATE)).toBe(state);
  expect(await sinceTurn(container)).toMatchObject({ since: 'turn', files: [], commits: [], turn: { why: null } });

  await tell(container, 'echo two >b; git add b; git commit -qm Second; rm draft; echo more >>a; echo y >ignored');
  const seen = await sinceTurn(container, true);
  expect(pathsIn(seen)).toEqual(['modified a', 'added b', 'deleted draft']);
  expect(seen.commits.map(({ subject }) => subject)).toEqual(['Second']);
  expect(seen.patch).not.toContain('staged');
  expect(pathsIn(await engine.client.review.look({ name: container.name }))).toEqual([
    'modified a',
    'added b',
    'added staged',
  ]);

  const kept = await inside(container, 'git rev-parse refs/maestro/turn');
  const { refs } = await engine.client.review.fetch({ name: container.name });
  expect(refs.map(({ branch }) => branch)).toEqual(['feat/work']);
  await engine.client.review.merge({ name: container.name, tip: seen.tip });
  await expect(git(project, 'cat-file', '-e', kept)).rejects.toThrow();
});

test('a hook of an agent marks its prompts, and no hook or filter of its repository acts for it on this machine', async () => {
  const marks = await tempFolder();
  const { project, container } = await before(`
    mkdir -p /tmp/hooks ${marks}
    for hook in pre-commit post-commit post-index-change reference-transaction post-checkout; do
      printf '#!/bin/sh\\ntouch /tmp/hooked\\n' >/tmp/hooks/$hook; chmod +x /tmp/hooks/$hook
    done
    git config core.hooksPath /tmp/hooks; git config filter.evil.clean 'touch ${marks}/filtered; cat'
    git config diff.evil.textconv 'touch ${marks}/converted; cat'; git config core.fsmonitor 'touch ${marks}/watched #'
    echo '* filter=evil diff=evil' >.gitattributes; echo draft >draft; rm -f /tmp/hooked`);
  const prompt = `echo '{"hook_event_name":"UserPromptSubmit"}' | /usr/local/lib/maestro/hook claude`;

  expect(await inside(container, prompt)).toBe('');
  await inside(container, 'echo two >b');

  expect(await inside(container, 'ls /tmp/hooked 2>&1')).toMatch(/No such file/);
  const seen = await until('the files to be kept', () => sinceTurn(container, true));
  expect(pathsIn(seen)).toEqual(['added b']);
  expect(['filtered', 'converted', 'watched'].filter((mark) => existsSync(join(marks, mark)))).toEqual([]);
  expect(await git(project, 'status', '--porcelain')).toBe('');
});

test('where nothing was kept that is said, the prompt does not wait for it, and what a container makes up harms nothing', async () => {
  const { container } = await before(`
    git config filter.slow.clean 'while [ -e /tmp/slow ]; do sleep 0.1; done; cat'
    echo 'slow filter=slow' >.gitattributes; git add .gitattributes; git commit -qm Attributes; touch slow /tmp/slow`);
  const why = (): Promise<string> => inside(container, 'jq -r .why ~/.maestro/turn');

  await tell(container, 'echo two >b; cp ~/.maestro/turn /tmp/then');
  expect(await inside(container, 'jq -r .why /tmp/then')).toBe('It is still being kept.');
  await until('it to be given up', () =>
    why().then((said) => (said.includes('longer') ? said : Promise.reject(new Error(said)))),
  );
  await inside(container, 'rm /tmp/slow');
  expect(await problemFrom(sinceTurn(container))).toMatchObject({
    code: 'TURN_UNKNOWN',
    sentence: 'Nothing was kept at the last prompt: It took longer than 30 seconds.',
  });
  expect(await inside(container, 'git for-each-ref refs/maestro')).toBe('');

  for (const lie of [
    '',
    '{}',
    '[]',
    '{"at":"now","late":1,"why":{}}',
    '{"at":1}{"at":2}',
    '\\377\\000',
    '{"at":"2026-01-01T00:00:00Z"}',
  ]) {
    await inside(container, `printf '%b' '${lie}' >~/.maestro/turn`);
    expect(await problemFrom(sinceTurn(container))).toMatchObject({ code: 'TURN_UNKNOWN' });
    expect(pathsIn(await engine.client.review.look({ name: container.name }))).toContain('added b');
  }
});
