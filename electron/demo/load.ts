import type { ContainerName } from '../contract/ids.ts';
import type { Load } from '../contract/load.ts';
import type { State } from '../engine/state.ts';
import type { Answering } from './answering.ts';

const GIB = 1024 ** 3;

/** Made-up use of CPU and memory: each container by its name, and never quite the same twice. */
export function demoLoad(state: State, demo: Answering) {
  return {
    read: demo.load.read.handler(({ input }) =>
      input.names.filter((name) => state.snapshot.containers[name]?.docker === 'running').map(loadOf),
    ),
  };
}

function loadOf(name: ContainerName): Load {
  const seed = Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) % 997, 7);
  const turn = Date.now() / 4_000 + seed;
  const cpus = Math.max(0, (seed % 20) / 10 - 0.2 + 0.3 * Math.sin(turn));
  return {
    name,
    at: new Date().toISOString(),
    cpus: Math.min(2, Math.round(cpus * 1000) / 1000),
    memoryBytes: Math.round(GIB * (0.3 + (seed % 36) / 10 + 0.05 * Math.cos(turn))),
  };
}
