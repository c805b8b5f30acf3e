import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Review } from '../../electron/contract/review.ts';
import { GREY_ARROW, TEAL_ARROW } from '../../electron/demo/pictures.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { maestro } from '../support/maestro.ts';
import { problemFrom } from '../support/problem.ts';
import { gitProject } from '../support/project.ts';

const WORK = `set -e
echo two >b; git add b; git commit -qm 'Add b'
git checkout -qb side HEAD~1; echo side >side; git add side; git commit -qm 'On the side'; git checkout -q feat/work
printf '#!/bin/sh\\n' >run; chmod 755 run; git add run; git commit -qm 'Something to run'
git merge -q --no-edit side
echo draft >draft`;

let engine: TestEngine;
let container: Container;
let all: Review;

beforeAll(async () => {
  engine = await containerEngine();
  const project = await gitProject({ a: 'one\n' });
  container = await engine.client.containers.create(newContainer({ project, branch: 'feat/work' }));
  await inside(container, WORK);
  all = await engine.client.review.look({ name: container.name });
});

/** The commit with this subject, alone. */
function alone(subject: string, patch = false): Promise<Review> {
  const { oid = '' } = all.commits.find((commit) => commit.subject.startsWith(subject)) ?? {};
  return engine.client.review.look({ name: container.name, commit: oid, patch });
}

const pathsIn = ({ files }: Review): string[] => files.map(({ path }) => path);

test('one commit is what it changed and no more, with what of it would act on this machine', async () => {
  expect(pathsIn(all)).toEqual(['b', 'draft', 'run', 'side']);

  const seen = await alone('Something to run', true);

  expect(seen).toMatchObject({ since: 'commit', commit: { subject: 'Something to run' }, tip: all.tip });
  expect(pathsIn(seen)).toEqual(['run']);
  expect(seen.risks).toMatchObject([{ kind: 'mode', path: 'run' }]);
  expect(seen.patch).toContain('+++ b/run');
  expect(seen.commits.map(({ oid }) => oid)).toEqual(all.commits.map(({ oid }) => oid));
  expect(seen.shown).toBe(seen.commit?.oid);
});

test('a merge is what it brought into the branch that it was made on', async () => {
  expect(pathsIn(await alone('Merge branch'))).toEqual(['side']);
});

test('the command line takes the beginning of an id, and says which of its own commits it is', async () => {
  const env = { HOME: engine.user.home };
  const [newest] = (await alone('Add b')).commits.filter(({ subject }) => subject === 'Add b');
  const shown = await maestro(['diff', container.name, '--commit', newest?.oid.slice(0, 8) ?? '', '--name-only'], {
    env,
  });
  expect(shown).toMatchObject({ code: 0, stdout: 'b\n' });
  expect(shown.stderr).toContain('Add b');

  const none = await maestro(['diff', container.name, '--commit=--output=x'], { env });
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('at least four') as string });
  const both = await maestro(['diff', container.name, '--commit', newest?.oid ?? '', '--reviewed'], { env });
  expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('exclude each other') as string });
});

test('a commit that is none of its own is not shown: what the project has is not its work', async () => {
  const unknown = { code: 'COMMIT_UNKNOWN' };
  const look = (commit: string) => problemFrom(engine.client.review.look({ name: container.name, commit }));
  expect(await look('0000000')).toMatchObject(unknown);
  expect(await look(container.baseCommit ?? '')).toMatchObject(unknown);
});

test('a picture is told as it was and as it is, where one file is looked at; what only calls itself one is not', async () => {
  const picture = Buffer.from(TEAL_ARROW.base64, 'base64');
  await inside(
    container,
    `printf %s '${GREY_ARROW.base64}' | base64 -d >/workspace/arrow.png; git -C /workspace add -A; git -C /workspace commit -qm 'Draw'
     printf %s '${TEAL_ARROW.base64}' | base64 -d >/workspace/arrow.png; printf 'GIF\\0no' >/workspace/no.gif; git -C /workspace add -A; git -C /workspace commit -qm 'Colour'`,
  );
  all = await engine.client.review.look({ name: container.name });
  const oid = all.commits.find(({ subject }) => subject === 'Colour')?.oid ?? '';
  const look = (path: string) => engine.client.review.look({ name: container.name, commit: oid, path });

  const { type, base64, bytes } = TEAL_ARROW;
  expect((await look('arrow.png')).pictures).toEqual({
    before: { ...GREY_ARROW, bytes: Buffer.from(GREY_ARROW.base64, 'base64').length },
    after: { type, base64, bytes },
  });
  expect(bytes).toBe(picture.length);
  expect((await look('no.gif')).pictures).toBeNull();
  expect(all.pictures).toBeNull();
});
