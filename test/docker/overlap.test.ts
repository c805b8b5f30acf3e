import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { git, gitProject, tempFolder } from '../support/project.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await containerEngine();
});

const TEN = Array.from({ length: 10 }, (_, at) => `${at + 1}\n`).join('');

/** A container of a project, after an agent did something in it. */
async function worked(project: string, branch: string, script: string): Promise<Container> {
  const container = await engine.client.containers.create(newContainer({ project, branch }));
  await inside(container, `set -e\n${script}`);
  return container;
}

const COMMIT = 'git add -A && git -c core.hooksPath=/dev/null commit -qm work';

test('containers that change the same lines are named with them, and what does not merge is told; nothing of theirs runs', async () => {
  const project = await gitProject({ shared: TEN, calm: TEN, base: 'one\n' });
  const canary = join(await tempFolder(), 'canary');
  const odd = String.raw`$'-o\ndd \xc3\xa9'`;
  const one = await worked(
    project,
    'feat/one',
    `sed -i 's/^[345]$/x/' shared; sed -i 's/^1$/x/' calm; echo mine >${odd}
    printf '* merge=x diff=x\\n' >.gitattributes
    ${COMMIT}
    for key in core.fsmonitor diff.external merge.x.driver diff.x.textconv; do git config $key 'touch ${canary} #'; done`,
  );
  const two = await worked(
    project,
    'feat/two',
    `sed -i 's/^9$/y/' calm; sed -i 's/^[45]$/y/' shared; echo other >${odd}`,
  );
  const three = await worked(project, 'feat/three', `echo three >base; ${COMMIT}`);
  const down = await worked(project, 'feat/down', 'true');
  await engine.client.containers.stop({ name: down.name });
  await writeFile(join(project, 'base'), 'two\n');
  await git(project, 'commit', '-qam', 'Moved on');
  const before = [await git(project, 'status', '--porcelain=v2'), await git(project, 'for-each-ref')];

  const seen = await engine.client.review.overlap({ project });

  expect(seen.base).toEqual({ branch: 'main', oid: await git(project, 'rev-parse', 'HEAD') });
  const works = new Map(seen.works.map((work) => [work.container, work]));
  expect(works.get(one.name)).toMatchObject({ branch: 'feat/one', files: 4, uncommitted: 0, meeting: 'clean' });
  expect(works.get(two.name)).toMatchObject({ files: 3, uncommitted: 3, meeting: 'clean' });
  expect(works.get(three.name)).toMatchObject({ meeting: 'conflict', conflicts: ['base'], conflictCount: 1 });
  expect(seen.left).toEqual([{ container: down.name, why: expect.stringContaining('is down') as string }]);
  expect(seen.pairs).toHaveLength(1);
  const name = '-o\ndd é';
  expect(new Set([seen.pairs[0]?.one, seen.pairs[0]?.other])).toEqual(new Set([one.name, two.name]));
  expect(seen.pairs[0]).toMatchObject({ meeting: 'conflict', conflictCount: 2, fileCount: 3 });
  expect(new Set(seen.pairs[0]?.conflicts)).toEqual(new Set(['shared', name]));
  expect(new Map(seen.pairs[0]?.files.map(({ path, lines }) => [path, lines]))).toEqual(
    new Map([
      [name, [{ from: 0, to: 0 }]],
      ['shared', [{ from: 4, to: 5 }]],
      ['calm', []],
    ]),
  );
  expect(existsSync(canary)).toBe(false);
  expect([await git(project, 'status', '--porcelain=v2'), await git(project, 'for-each-ref')]).toEqual(before);
});
