import type { ImageTarget } from '../contract/images.ts';
import { ContainerName } from '../contract/ids.ts';
import type { Answering } from './answering.ts';

const DAY = 86_400_000;
const OLD = ['agent', 'gateway'] as const satisfies readonly ImageTarget[];

/** Images that nothing uses, and what a removed container left. */
export function demoStorage(demo: Answering) {
  let images = OLD.map((target) => ({
    target,
    tag: `maestro/${target}:71aa90fe`,
    dockerId: `sha256:${target}`,
    createdAt: new Date(Date.now() - 20 * DAY).toISOString(),
    sizeBytes: 1_390_000_000,
    current: false,
    usedBy: 0,
  }));
  let left = [ContainerName.parse('maestro-fix-login-3')];
  return {
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
