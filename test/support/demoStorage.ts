import type { ImageTarget } from '../../electron/contract/images.ts';
import { ContainerName } from '../../electron/contract/ids.ts';
import { TrashEntry, type TrashList } from '../../electron/contract/trash.ts';
import type { State } from '../../electron/engine/state.ts';
import type { demoContract } from './demo.ts';
import { creation, phasesAt } from './demoFleet.ts';

const DAY = 86_400_000;
const at = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

/** A made-up removed container. */
export function trashEntry(name: string, change: Partial<Record<keyof TrashEntry, unknown>> = {}): TrashEntry {
  return TrashEntry.parse({
    id: `maestro-${name}.20260501T100000000Z`,
    name: `maestro-${name}`,
    shortName: name,
    nick: null,
    project: '/home/ada/work/shop-api',
    branch: name.replace(/-\d+$/, '').replace('-', '/'),
    baseCommit: '9f2c41d0a7be11a0a3b5c0ffee00112233445566',
    agent: 'claude',
    model: 'opus',
    task: 'Retry webhooks that failed, with a growing pause between them',
    limits: { memoryBytes: 4 * 1024 ** 3, cpus: 2, pids: 512 },
    createdAt: at(-3),
    removedAt: at(-1),
    commits: 3,
    changed: 2,
    bytes: 34_200_000,
    keptUntil: at(13),
    ...change,
  });
}

const DEMO_TRASH: TrashList = {
  entries: [
    trashEntry('feat-webhook-retries-1'),
    trashEntry('fix-rounding-2', {
      commits: null,
      changed: null,
      bytes: 1_210_000_000,
      keptUntil: at(-0.1),
      nick: 'cents',
    }),
    trashEntry('chore-bump-deps-1', { agent: 'codex', model: null, commits: 0, changed: 0, keptUntil: at(0.2) }),
    trashEntry(`fix-${'long-'.repeat(9)}name-1`, {
      branch: `fix/${'a-very-long-name-of-a-branch-'.repeat(8)}`,
      project: `/home/ada/${'deep/'.repeat(30)}${'folder-with-a-long-name-'.repeat(5)}`,
      model: 'provider/a-model-with-quite-a-long-name-of-its-own',
      task: `<script>alert(1)</script> \u202egnp.exe ${'word '.repeat(200)}`,
    }),
  ],
  damaged: [{ id: 'maestro-docs-guide-1.20260430T090000000Z', why: 'home.tar.gz is not as it was written.' }],
};

const OLD = ['agent', 'gateway'] as const satisfies readonly ImageTarget[];

/** A trash of three, images that nothing uses, and what a removed container left. Restoring one gives the first container. */
export function demoStorage(state: State, demo: ReturnType<typeof demoContract>) {
  let { entries, damaged } = DEMO_TRASH;
  let images = OLD.map((target) => ({
    target,
    tag: `maestro/${target}:71aa90fe`,
    dockerId: `sha256:${target}`,
    createdAt: at(-20),
    sizeBytes: 1_390_000_000,
    current: false,
    usedBy: 0,
  }));
  let left = [ContainerName.parse('maestro-fix-login-3')];
  const first = () => Object.values(state.snapshot.containers)[0]!;
  return {
    trash: {
      list: demo.trash.list.handler(() => ({ entries, damaged })),
      restore: demo.trash.restore.handler(({ input: { creation: id } }) => {
        const done = creation(id, { state: 'done', name: first().name, phases: phasesAt('agent', Date.now()) });
        state.change({ creations: { [id]: done } });
        return first();
      }),
      empty: demo.trash.empty.handler(({ input: { ids } }) => {
        entries = entries.filter(({ id }) => !ids.includes(id));
        damaged = damaged.filter(({ id }) => !ids.includes(id));
        return { removed: ids };
      }),
    },
    images: {
      prunePlan: demo.images.prunePlan.handler(() => ({ images, bytes: images.length * 600_000_000 })),
      prune: demo.images.prune.handler(() => {
        const removed = images;
        images = [];
        return { removed, freedBytes: removed.length * 600_000_000 };
      }),
    },
    containers: {
      volumesPlan: demo.containers.volumesPlan.handler(() => ({
        items: left.map((name) => ({
          name,
          shortName: name,
          kind: 'leftover' as const,
          running: false,
          branch: null,
          commits: null,
          changed: null,
          parts: [`${name}-net`, `${name}-npm`, `${name}-uv`],
        })),
        unclaimed: ['mcl-old-thing-npm'],
      })),
      cleanup: demo.containers.cleanup.handler(() => {
        const removed = left;
        left = [];
        return { removed, failed: [] };
      }),
    },
  };
}
