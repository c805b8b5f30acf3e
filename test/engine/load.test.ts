import { expect, test } from 'vitest';
import { ContainerName } from '../../electron/contract/ids.ts';
import { readLoad } from '../../electron/engine/containers/load.ts';
import type { Context } from '../../electron/engine/context.ts';
import type { Docker, Sample } from '../../electron/engine/docker/port.ts';
import { Running } from '../../electron/engine/running.ts';
import { SILENT } from '../../electron/engine/silent.ts';
import { State } from '../../electron/engine/state.ts';
import { container, snapshotOf } from '../support/container.ts';

const NAMES = Array.from({ length: 15 }, (_, index) => ContainerName.parse(`maestro-c${index}`));

/** An engine whose Docker gives samples as the test says. */
function engine() {
  const streams = new Map<string, (sample: Sample) => void>();
  const once: string[] = [];
  let nowMs = Date.parse('2026-05-04T10:00:00.000Z');
  const closing = new AbortController();
  const docker: Pick<Docker, 'followUse' | 'use'> = {
    async *followUse(id, signal) {
      const ready: Sample[] = [];
      let wake = (): void => undefined;
      streams.set(id, (sample) => {
        ready.push(sample);
        wake();
      });
      signal.addEventListener('abort', () => wake());
      while (!signal.aborted) {
        const next = ready.shift();
        if (next === undefined) await new Promise<void>((resolve) => (wake = resolve));
        else yield next;
      }
      streams.delete(id);
    },
    use: (id) => {
      once.push(id);
      return Promise.resolve(sample(once.length));
    },
  };
  const containers = NAMES.map((name) => container(name.replace('maestro-', ''), { dockerId: name }));
  const state = new State(snapshotOf(containers));
  const context = {
    ...{ docker, state, running: new Running(), log: SILENT, closing: closing.signal },
    now: () => new Date(nowMs),
  } as unknown as Context;
  return {
    ...{ streams, once, state, close: () => closing.abort() },
    read: (names: readonly ContainerName[]) => readLoad(context, { names }),
    pass: (ms: number) => {
      nowMs += ms;
    },
    /** A second of a container that keeps so many of two CPUs busy. */
    give: (name: ContainerName, second: number, cpus: number) => {
      streams.get(name)?.({ ...sample(second), cpuNs: second * cpus * 1e9, atMs: nowMs });
    },
  };
}

function sample(second: number): Sample {
  const atMs = Date.parse('2026-05-04T10:00:00.000Z') + second * 1000;
  return { atMs, cpuNs: second * 1e9, machineNs: second * 2e9, onlineCpus: 2, memoryBytes: 1e6 };
}

test('twelve are followed and the others read now and then', async () => {
  const { read, streams, once, pass } = engine();
  expect(read(NAMES)).toEqual([]);
  await expect.poll(() => [streams.size, once.length]).toEqual([12, 3]);

  pass(2_000);
  expect(read(NAMES)).toHaveLength(3);
  pass(29_000);
  read(NAMES);

  expect(once).toHaveLength(6);
  expect(streams.size).toBe(12);
});

test('a follower tells CPUs from its second sample on, and nothing of a container that stops', async () => {
  const { read, give, state } = engine();
  const [name] = NAMES as [ContainerName];
  read([name]);
  give(name, 1, 0.5);
  await expect.poll(() => read([name])).toMatchObject([{ name, cpus: null, memoryBytes: 1e6 }]);
  give(name, 2, 0.5);
  await expect.poll(() => read([name])).toMatchObject([{ cpus: 0.5 }]);

  const stopped = { ...state.snapshot.containers[name]!, docker: 'exited' as const };
  state.change({ containers: { [name]: stopped } });
  expect(read([name])).toEqual([]);
});

test('what nobody asks for any more is followed no more, and makes room for others', async () => {
  const { read, streams, pass } = engine();
  read(NAMES.slice(0, 12));
  await expect.poll(() => streams.size).toBe(12);

  pass(9_000);
  read(NAMES.slice(12));

  await expect.poll(() => [...streams.keys()].toSorted()).toEqual(NAMES.slice(12).toSorted());
});

test('a container that was made anew under its name is measured anew', async () => {
  const { read, give, state, streams } = engine();
  const [name] = NAMES as [ContainerName];
  read([name]);
  give(name, 1, 0.5);
  await expect.poll(() => read([name])).toHaveLength(1);

  state.change({ containers: { [name]: { ...state.snapshot.containers[name]!, dockerId: 'anew' } } });

  expect(read([name])).toEqual([]);
  await expect.poll(() => [...streams.keys()]).toEqual(['anew']);
});

test('the end of the engine ends all of it', async () => {
  const { read, streams, close } = engine();
  read(NAMES);
  await expect.poll(() => streams.size).toBe(12);

  close();

  await expect.poll(() => streams.size).toBe(0);
});
