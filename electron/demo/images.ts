import type { Image } from '../contract/images.ts';
import type { Paths } from '../engine/disk/paths.ts';
import type { State } from '../engine/state.ts';
import type { Answering } from './answering.ts';
import { demoOwnImage } from './own-image.ts';

const DAY_MS = 86_400_000;
const MADE = { createdAt: new Date(Date.now() - 3 * DAY_MS).toISOString() };

const BASE: Image = {
  ...MADE,
  target: 'base',
  tag: 'maestro-base:bookworm-5d1f',
  dockerId: 'maestro-base:bookworm-5d1f',
  sizeBytes: 241_000_000,
  usedBy: 0,
  current: true,
};

const IMAGES: readonly Image[] = [
  BASE,
  image('agent', '8c02e19b', { sizeBytes: 1_420_000_000, usedBy: 21, current: true }),
  image('gateway', '8c02e19b', { sizeBytes: 98_000_000, usedBy: 21, current: true }),
  image('agent', '71aa90fe', { sizeBytes: 1_390_000_000, usedBy: 2, current: false }),
];

function image(
  target: Image['target'],
  version: string,
  facts: Pick<Image, 'sizeBytes' | 'usedBy' | 'current'>,
): Image {
  const tag = `maestro-${target}:${version}`;
  return { ...MADE, ...facts, target, tag, dockerId: tag };
}

/** Images of which nothing has to be built. */
export function demoImages(state: State, demo: Answering, paths: Paths) {
  const forget = (): void => state.change({ fields: { imageBuild: null } });
  return {
    own: demo.images.own.handler(() => demoOwnImage(paths)),
    list: demo.images.list.handler(() => [...IMAGES]),
    build: demo.images.build.handler(() => [...IMAGES]),
    base: demo.images.base.handler(() => BASE),
    cancelBuild: demo.images.cancelBuild.handler(forget),
    dismissBuild: demo.images.dismissBuild.handler(forget),
  };
}
