import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { safe } from '@orpc/client';
import { beforeAll, describe, expect, test } from 'vitest';
import { type NewContainer, PHASES, type PhaseId } from '../../electron/contract/creation.ts';
import type { Problem } from '../../electron/contract/errors.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { containerEngine, newContainer, phasesOf, whenPhase } from '../support/containers.ts';
import { testEngine, type TestEngine, thingsOf } from '../support/docker.ts';
import { gitProject } from '../support/project.ts';
import { until } from '../support/until.ts';

let engine: TestEngine;
let project: string;

beforeAll(async () => {
  engine = await containerEngine();
  project = await gitProject();
});

async function failure(of: Engine, input: NewContainer): Promise<Problem> {
  const { error } = await safe(of.client.containers.create(input));
  const { data } = (error ?? {}) as { data?: Problem };
  return data ?? expect.fail(`no failure, or none of ours: ${String(error)}`);
}

describe('what cannot become a container is refused before anything is made', () => {
  test.each([
    ['a project that is a file', { project: 'README.md' }, 'PROJECT_NOT_FOLDER'],
    ['a project that is not there', { project: '/nowhere/at/all' }, 'PROJECT_NOT_FOLDER'],
    ['the whole disk', { project: '/' }, 'PROJECT_NOT_FOLDER'],
    ['a branch that git refuses', { branch: 'a..b' }, 'BRANCH_INVALID'],
    ['a branch below another one', { branch: 'main/sub' }, 'BRANCH_INVALID'],
    ['a domain with a path', { domains: ['example.test/x'] }, 'DOMAIN_INVALID'],
    ['more memory than the machine has', { limits: { memoryBytes: 1024 ** 4 } }, 'LIMIT_INVALID'],
    ['a custom agent without a command line', { agent: 'custom', command: undefined }, 'INPUT_INVALID'],
  ] as const)('%s', async (_, wish, code) => {
    const given = 'project' in wish && wish.project === 'README.md' ? { project: join(project, wish.project) } : wish;
    const input = newContainer({ project, ...(given as object) });
    expect(await failure(engine, input)).toMatchObject({ code });
    expect(phasesOf(engine, input)).toMatchObject({ check: 'failed', image: 'waiting' });
    expect(await thingsOf(engine.user)).toEqual([]);
  });
});

describe('a failure leaves nothing, and says which step it was, why, and what to do', () => {
  async function expectNothing(of: TestEngine, input: NewContainer, phase: PhaseId): Promise<Problem> {
    const problem = await failure(of, input);
    expect(phasesOf(of, input)[phase]).toBe('failed');
    expect(of.context.state.snapshot.creations[input.id]).toMatchObject({ state: 'failed', problem });
    expect(await thingsOf(of.user)).toEqual([]);
    expect(problem.hints).not.toEqual([]);
    return problem;
  }

  test('of a configuration that is no YAML, which a second call meets with the first', async () => {
    const other = await testEngine();
    await writeFile(other.user.paths.config, 'containers: [');
    const { agent: _, command: __, ...input } = newContainer({ project });
    const [problem, joined] = await Promise.all([expectNothing(other, input, 'check'), failure(other, input)]);
    expect(problem.code).toBe('CONFIG_INVALID');
    expect(joined).toEqual(problem);
  });

  test('of the images', async () => {
    const other = await containerEngine({ containers: { base_image: 'no-such-image-anywhere:1' } });
    const problem = await expectNothing(other, newContainer({ project }), 'image');
    expect(problem.sentence).toMatch(/^Preparing the image failed\. /);
  });

  test('of the gateway, which ends before it proved itself', async () => {
    const other = await containerEngine();
    const docker = new DockerClient();
    const killed = until('the gateway to kill', async () => {
      const rows = await docker.containers({ 'maestro.home': other.user.paths.home, 'maestro.role': 'gateway' });
      const running = rows.find((row) => row.State === 'running');
      if (running !== undefined) await docker.stop(running.Id, { graceSeconds: 0 });
      return running;
    });
    const [problem] = await Promise.all([expectNothing(other, newContainer({ project }), 'gateway'), killed]);
    expect(problem.code).toBe('GATEWAY_FAILED');
    expect(problem.sentence).toContain('Closing the network failed.');
  });

  test('of the copy, whose project vanished', async () => {
    const vanishing = await gitProject();
    const input = newContainer({ project: vanishing });
    whenPhase(engine, { ...input, phase: 'gateway' }, () => void rm(vanishing, { recursive: true }));
    const problem = await expectNothing(engine, input, 'copy');
    expect(problem.code).toBe('COPY_FAILED');
    expect(problem.sentence).toContain(vanishing);
  });

  test('of git in the container', async () => {
    const broken = await gitProject();
    // A broken reference is none of the branches, and git makes no folder in its place.
    await mkdir(join(broken, '.git/refs/heads'), { recursive: true });
    await writeFile(join(broken, '.git/refs/heads/feat'), '');
    const problem = await expectNothing(engine, newContainer({ project: broken, branch: 'feat/on' }), 'git');
    expect(problem.code).toBe('GIT_FAILED');
    expect(problem.detail).toContain('feat/on');
  });

  test('of an agent that does not exist', async () => {
    const input = newContainer({ project, agent: 'custom', command: ['no-such-agent', '{prompt}'] });
    const problem = await expectNothing(engine, input, 'agent');
    expect(problem).toMatchObject({ code: 'AGENT_START_FAILED', detail: 'no-such-agent is not in this image.\n' });
  });
});

test.each(PHASES)('a creation that is cancelled in the phase %s leaves nothing', async (phase) => {
  const other = await containerEngine();
  const input = newContainer({ project });
  const cancelled = new Promise((resolve) => {
    whenPhase(other, { ...input, phase }, () => resolve(other.client.containers.cancelCreate({ id: input.id })));
  });
  expect(await failure(other, input)).toMatchObject({ code: 'CREATE_CANCELLED', hints: ['Nothing was left behind.'] });
  expect(await thingsOf(other.user)).toEqual([]);
  await cancelled;
  expect(other.context.state.snapshot.creations[input.id]).toMatchObject({ state: 'cancelled' });
});

test('a client that goes away cancels nothing', async () => {
  const input = newContainer({ project, branch: 'feat/alone' });
  const gone = new AbortController();
  const call = safe(engine.client.containers.create(input, { signal: gone.signal }));
  await until('the gateway', () => phasesOf(engine, input).gateway === 'running');
  gone.abort();
  await until('the end', () => engine.context.state.snapshot.creations[input.id]?.state === 'done');
  await call;
});

test('an engine that closes undoes what it was creating', async () => {
  const other = await containerEngine();
  const input = newContainer({ project });
  const failed = failure(other, input);
  await until('the gateway', () => phasesOf(other, input).gateway === 'running');
  await other.close();
  expect(await thingsOf(other.user)).toEqual([]);
  expect(await failed).toMatchObject({ code: 'CREATE_CANCELLED' });
});
