import { spawn } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listContainers } from '../../electron/engine/containers/list.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { type TestEngine, thingsOf } from '../support/docker.ts';
import { fileIn } from '../support/execute.ts';
import { maestro, MAESTRO } from '../support/maestro.ts';
import { crash } from '../support/program.ts';
import { gitProject, whenDone } from '../support/project.ts';
import { until } from '../support/until.ts';

const docker = new DockerClient();
const ROUNDS = Number(process.env['MAESTRO_KILLS'] ?? 6);
const LONGEST_MS = 8_000;

const WORK = `git commit -q --allow-empty -m 'Of the agent'; echo mine >mine; git rev-parse HEAD`;

type Kept = { readonly in: 'container'; readonly name: string } | { readonly in: 'trash'; readonly id: string };

/** Where the work is whole: in a container, up or down, or in the trash. What was cut off in its making holds none: it never starts. */
async function findWork(engine: TestEngine, commit: string): Promise<Kept[]> {
  const containers = (await listContainers(engine.context)).filter(({ docker }) => docker !== 'created');
  const found = containers.map(async ({ name, dockerId }): Promise<Kept[]> => {
    const [head, file] = await Promise.all(
      ['.git/refs/heads/feat/work', 'mine'].map((path) => textIn(dockerId, `/workspace/${path}`)),
    );
    return head === `${commit}\n` && file === 'mine\n' ? [{ in: 'container', name }] : [];
  });
  const { entries } = await engine.client.trash.list();
  return [...(await Promise.all(found)).flat(), ...entries.map(({ id }) => ({ in: 'trash', id }) as const)];
}

async function textIn(dockerId: string, path: string): Promise<string | undefined> {
  return fileIn(dockerId, path).then(String, () => undefined);
}

/** What a user could do to the work where it is. */
function commandsFor(kept: Kept): string[][] {
  if (kept.in === 'trash') return [['trash', 'restore', kept.id]];
  const { name } = kept;
  return [
    ['cleanup', name, '--all', '--force'],
    ['cleanup', name, '--all', '--force'],
    ['stop', name],
    ['start', name],
    ['restart', name, '--full', '--force'],
    ['update', name, '--memory', '3g'],
  ];
}

/** The daemon of a user, which is killed and started again. */
function daemonOf(env: { HOME: string }) {
  const run = async (word: string): Promise<{ running?: boolean; pid: number }> =>
    JSON.parse((await maestro(['daemon', word, '--json'], { env })).stdout) as { running?: boolean; pid: number };
  whenDone(async () => {
    await run('stop');
  });
  return {
    start: () => run('start'),
    status: () => run('status'),
    kill: async () => {
      process.kill((await run('status')).pid, 'SIGKILL');
      await until('the daemon to be gone', async () => (await run('status')).running === false);
    },
  };
}

test('whenever a command or the daemon is killed, the work is whole in its container or in the trash, and the next command goes on', async () => {
  const engine = await containerEngine();
  const env = { HOME: engine.user.home };
  const made = await engine.client.containers.create(
    newContainer({ project: await gitProject(), branch: 'feat/work', command: ['sleep', 'infinity'] }),
  );
  const commit = await inside(made, WORK);
  const daemon = daemonOf(env);
  await daemon.start();
  const story: string[] = [];

  for (const [dice, afterMs] of fc.sample(fc.tuple(fc.nat(), fc.integer({ min: 1, max: LONGEST_MS })), ROUNDS)) {
    const [kept] = await findWork(engine, commit);
    if (kept === undefined) break;
    const choices = commandsFor(kept);
    const command = choices[dice % choices.length] ?? [];
    story.push(`${command.join(' ')}, killed after ${afterMs} ms`);
    const child = spawn(process.execPath, [MAESTRO, ...command], { env: { ...process.env, ...env }, stdio: 'ignore' });
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    if (afterMs % 2 === 0) await daemon.kill();
    if (child.exitCode === null) await crash(child);
    expect(await daemon.start()).toMatchObject({ started: afterMs % 2 === 0 });
    story.push((await findWork(engine, commit)).map((place) => JSON.stringify(place)).join(' '));
  }

  const [kept] = await findWork(engine, commit);
  expect(kept, story.join('\n')).toBeDefined();
  const name = kept?.in === 'container' ? kept.name : undefined;
  const last = name === undefined ? ['trash', 'restore', kept?.in === 'trash' ? kept.id : ''] : ['start', name];
  const ended = await maestro(last, { env });
  expect(ended, [...story, ended.stderr].join('\n')).toMatchObject({ code: 0 });
  const container = (await listContainers(engine.context)).find(({ state }) => state === 'running');
  expect(container, story.join('\n')).toMatchObject({ isolation: { state: 'verified' } });
  expect(container && (await inside(container, 'git rev-parse feat/work; cat mine'))).toBe(`${commit}\nmine`);

  expect(await daemon.status()).toMatchObject({ running: true });
  await until('everything to be removable', async () => {
    await maestro(['cleanup', '--all', '--force'], { env });
    return (await thingsOf(engine.user, docker)).length === 0;
  });
});
