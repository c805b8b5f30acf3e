import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { NewContainer } from '../../electron/contract/creation.ts';
import { inTurns, median, report, runSync } from '../support/bench.ts';
import { bigProject, containerEngine, newContainer } from '../support/containers.ts';
import { type TestEngine } from '../support/docker.ts';
import { testImages } from '../support/images.ts';
import { git, gitProject, whenDone } from '../support/project.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await containerEngine();
});

/** Starts both images with nothing in them, and answers the agent's name. */
async function plainContainers(): Promise<string> {
  const { agent, gateway } = await testImages();
  const name = `${engine.user.prefix}plain-${randomBytes(4).toString('hex')}`;
  const sleep = ['--label', `maestro.home=${engine.user.paths.home}`, '--label', 'maestro.managed=true', '--init'];
  runSync('docker', ['run', '-d', ...sleep, '--name', `${name}-gw`, '--entrypoint', 'sleep', gateway, 'infinity']);
  const net = ['--network', `container:${name}-gw`];
  runSync('docker', ['run', '-d', ...sleep, ...net, '--name', name, '--entrypoint', 'sleep', agent, 'infinity']);
  return name;
}

function pipeTar(project: string, name: string): void {
  runSync('bash', ['-c', `tar -C "$1" -c . | docker exec -i -u root "$2" tar -x -C /workspace`, 'tar', project, name]);
}

async function removeBoth(name: string): Promise<void> {
  runSync('docker', ['rm', '-f', name, `${name}-gw`]);
  return Promise.resolve();
}

function made(input: NewContainer): Promise<Container> {
  return engine.client.containers.create(input);
}

test('create a container against docker run of both and a tar pipe', async () => {
  const project = await bigProject({ files: 1_000, commits: 10 });
  const cold: (() => Promise<void>)[] = [];
  whenDone(async () => {
    for (const remove of cold) await remove();
  });
  const times = await inTurns(5, {
    maestro: async () => {
      const { name } = await made(newContainer({ project }));
      cold.push(() => engine.client.containers.remove({ name, running: true }));
    },
    docker: async () => {
      const name = await plainContainers();
      pipeTar(project, name);
      cold.push(() => removeBoth(name));
    },
  });

  const row = {
    what: 'create, 1,000 files, command to tmux ready',
    unit: 'ms',
    baselineIs: 'docker run x2 + tar',
  } as const;
  const figures = { measured: median(times.maestro), baseline: median(times.docker) };
  expect(report({ ...row, ...figures, budget: { atMost: 1.5 } })).toBe(true);
});

test('copy of 240 MB in 10,000 files against a tar pipe', async () => {
  const project = await heavyProject({ files: 10_000, bytes: 24_000 });
  const plain = await plainContainers();
  whenDone(() => removeBoth(plain));
  const copies: number[] = [];
  const times = await inTurns(3, {
    maestro: async () => {
      const input = newContainer({ project });
      const { name } = await made(input);
      const phases = engine.context.state.snapshot.creations[input.id]?.phases ?? [];
      copies.push(phases.find(({ id }) => id === 'copy')?.ms ?? Number.NaN);
      await engine.client.containers.remove({ name, running: true });
    },
    tar: () => pipeTar(project, plain),
  });

  const row = { what: 'copy 240 MB, 10,000 files', unit: 'ms', baselineIs: 'tar | docker exec tar' } as const;
  const figures = { measured: median(copies.slice(1)), baseline: median(times.tar) };
  expect(report({ ...row, ...figures, budget: { atMost: 1.2 } })).toBe(true);
});

/** A repository of files that do not compress. Its git never tidies up in the background, which would cost time here. */
async function heavyProject({ files, bytes }: { files: number; bytes: number }): Promise<string> {
  const project = await gitProject();
  await git(project, 'config', 'gc.auto', '0');
  for (let n = 0; n < files; n += 1) {
    if (n < 100) await mkdir(join(project, `part-${n}`));
    await writeFile(join(project, `part-${n % 100}`, `file-${n}.bin`), randomBytes(bytes));
  }
  return project;
}
