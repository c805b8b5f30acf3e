import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { buildBaseImage } from '../../electron/engine/docker/base.ts';
import { canBuildBase } from '../../electron/engine/docker/base-host.ts';
import { ensureImages } from '../../electron/engine/docker/images.ts';
import { DEFAULT_BASE_IMAGE } from '../../electron/engine/config/versions.ts';
import { userPaths } from '../../electron/engine/disk/paths.ts';
import { createEngine } from '../../electron/engine/engine.ts';

export interface TestImages {
  /** For `containers.base_image`: with it every test user finds the images ready. */
  readonly base: string;
  readonly agent: string;
  readonly gateway: string;
}

let made: Promise<TestImages> | undefined;

/** The product's own images, made once per machine and kept: the first caller waits for the build, later ones for a look. */
export function testImages(): Promise<TestImages> {
  return (made ??= makeImages());
}

async function makeImages(): Promise<TestImages> {
  // One home for all test runs of this user, so that its lock serialises them.
  const paths = userPaths(join(tmpdir(), `maestro-test-images-${userInfo().username}`));
  const engine = createEngine({ paths });
  try {
    const base = (await canBuildBase()).possible
      ? (await buildBaseImage(engine.context, { force: false })).tag
      : DEFAULT_BASE_IMAGE;
    return { base, ...(await ensureImages(engine.context)) };
  } finally {
    await engine.close();
  }
}
