import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { execute } from '../support/execute.ts';
import { gitProject } from '../support/project.ts';
import { report } from '../support/reports.ts';
import { until } from '../support/until.ts';

const RINGS = ['bash', '-c', 'read -r; printf "\\a"; sleep infinity'];
const NEXT_CENTURY = '2126-01-01T00:00:00.000Z';

let engine: TestEngine;
let project: string;

beforeAll(async () => {
  engine = await containerEngine();
  project = await gitProject();
  engine.watch();
});

function shown({ name }: Container): Container | undefined {
  return engine.context.state.snapshot.containers[name];
}

/** Makes the container print in the place of its reporter, as an agent can. */
function print({ dockerId }: Container, script: string): Promise<unknown> {
  return execute(dockerId, ['bash', '-c', `{ ${script}; } >/proc/1/fd/1`]);
}

test('a container that floods its reports with lies is still shown by this machine’s clock, and keeps no other from being heard', async () => {
  const [liar, honest] = await Promise.all(
    ['feat/liar', 'feat/honest'].map((branch) =>
      engine.client.containers.create(newContainer({ project, branch, command: RINGS })),
    ),
  );
  if (liar === undefined || honest === undefined) throw new Error('One was not made.');
  const attention = { kind: 'question', at: NEXT_CENTURY, text: 'NUMBER?' } as const;
  const lie = JSON.stringify(report({ at: NEXT_CENTURY, lastActivityAt: NEXT_CENTURY, attention }));
  const endless = `head -c 3M /dev/zero | tr '\\0' x`;
  const flood = print(
    liar,
    `${endless}; i=0; until [ -e /tmp/end ]; do echo '${lie.replace('NUMBER', `'$((++i))'`)}'; done`,
  );

  const lying = await until('a lie', () => [shown(liar)].find((now) => now?.state === 'needs-you'));
  await inside(honest, 'tmux send-keys -t main:agent Enter');
  await until('the bell of the other', () => shown(honest)?.state === 'needs-you');

  expect(Date.parse(lying.since)).toBeLessThanOrEqual(Date.now());
  await inside(liar, 'touch /tmp/end');
  await flood;
  await inside(liar, 'git commit -q --allow-empty -m truth');
  await until('the truth', () => shown(liar)?.git?.sinceBase === 1);
  expect(shown(liar)).toMatchObject({ state: 'running', attention: null });
});
