import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { OwnImageState } from '../../contract/images.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { withLock } from '../disk/lock.ts';
import { readCache } from '../disk/read.ts';
import { fail, type MaestroError, problemOf } from '../errors.ts';
import { inputsHash } from './build-context.ts';
import { putFiles } from './files.ts';
import { ownLabels } from './labels.ts';
import { type Checked, readCheck } from './own-image-rules.ts';
import { seccompOptions } from './seccomp.ts';

/** An image of the user's own that has what Maestro needs: containers are made of its id, so that what was checked is what runs. */
export interface OwnImage {
  readonly reference: string;
  readonly id: string;
  readonly environment: readonly string[];
}

const CHECK = '/usr/local/lib/maestro/check-image';
const CHECK_MS = 120_000;
const LOOK_MS = 200;
const MOST_LINES = 200;
const MIB = 1024 ** 2;
const LOCK_WAIT_MS = 30 * 60_000;

const Known = z.object({ inputs: z.string(), missing: z.array(z.string()) });

/**
 * The image of `containers.image`, once it is known to have what Maestro needs in it; null where Maestro's own is used.
 * Maestro pulls none: which one is run is its user's word. OWN_IMAGE_MISSING, OWN_IMAGE_UNFIT.
 */
export async function readyOwnImage(
  context: Context,
  { agent, signal }: { readonly agent: string; readonly signal: AbortSignal },
): Promise<OwnImage | null> {
  const { image: reference } = readConfig(context);
  if (reference === null) return null;
  const image = await context.docker.findImage(reference);
  if (image === undefined) throw notHere(reference);
  const checked = await withLock({ folder: context.paths.locks, name: 'own-image', waitMs: LOCK_WAIT_MS, signal }, () =>
    checkOnce(context, image.Id, signal),
  );
  if (checked.missing.length + checked.silent.length > 0) throw unfit(reference, checked, agent);
  return { reference, id: image.Id, environment: image.Config.Env };
}

/** What is known of `containers.image`; null where Maestro's own is used. */
export async function ownImageState(context: Context): Promise<OwnImageState | null> {
  const { image: reference } = readConfig(context);
  if (reference === null) return null;
  const image = await context.docker.findImage(reference);
  const known = image === undefined ? undefined : recall(context, (await checkOf(context, image.Id)).inputs);
  return { reference, isHere: image !== undefined, missing: known?.missing ?? null };
}

function notHere(reference: string): MaestroError {
  return fail('OWN_IMAGE_MISSING', `The image ${reference} of containers.image is not on this engine.`, {
    hints: [`Maestro does not pull it by itself: docker pull ${reference}, or build it.`, BACK],
  });
}

function unfit(reference: string, { missing, silent }: Checked, agent: string): MaestroError {
  const words = [
    ...(missing.length > 0 ? [`lacks what Maestro needs in it: ${missing.join(', ')}`] : []),
    ...(silent.length > 0 ? [`did not answer when asked for ${silent.join(', ')}`] : []),
  ].join('; it ');
  return fail('OWN_IMAGE_UNFIT', `The image ${reference} of containers.image ${words}.`, {
    hints: [`Install that in it, or build it FROM ${agent}, which has all of it.`, BACK],
  });
}

const BACK = 'Maestro’s own image again: maestro config unset containers.image';

/** What never answered may do so on a less busy machine: only what is missing is remembered. */
async function checkOnce(context: Context, image: string, signal: AbortSignal): Promise<Checked> {
  const { script, inputs } = await checkOf(context, image);
  const known = recall(context, inputs);
  if (known !== undefined) return { missing: known.missing, silent: [] };
  const checked = await check(context, { image, script, signal });
  if (checked.silent.length === 0)
    await writeAtomic(fileOf(context), JSON.stringify({ inputs, missing: checked.missing }));
  return checked;
}

async function checkOf({ paths }: Context, image: string): Promise<{ script: Buffer; inputs: string }> {
  const script = await readFile(join(paths.docker, 'check-image'));
  return { script, inputs: inputsHash([{ path: CHECK, content: script, executable: true }], { image }) };
}

function recall(context: Context, inputs: string): z.infer<typeof Known> | undefined {
  const known = readCache(fileOf(context), Known);
  return known?.inputs === inputs ? known : undefined;
}

function fileOf({ paths }: Context): string {
  return join(paths.cache, 'own-image.json');
}

/** In a container that has nothing of anybody's: no network, no volume, no sign-in. It ends with the check, or is ended. */
async function check(
  context: Context,
  { image, script, signal }: { image: string; script: Buffer; signal: AbortSignal },
): Promise<Checked> {
  const { docker, paths } = context;
  const id = await docker.create({
    Image: image,
    User: '1000:1000',
    WorkingDir: '/',
    Entrypoint: ['/bin/sh', CHECK],
    Healthcheck: { Test: ['NONE'] },
    Labels: { ...ownLabels(paths.home) },
    HostConfig: {
      NetworkMode: 'none',
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges', ...(await seccompOptions(context))],
      Init: true,
      Memory: 512 * MIB,
      MemorySwap: 512 * MIB,
      NanoCpus: 1e9,
      PidsLimit: 64,
      LogConfig: { Type: 'json-file', Config: { 'max-size': '64k', 'max-file': '1' } },
    },
  });
  try {
    await putFiles(docker, id, { files: [{ path: CHECK, content: script, mode: 0o755, owner: 'root' }], signal });
    return (await starts(docker, id)) ? await untilEnd(context, id, signal) : readCheck([]);
  } finally {
    await docker.remove(id);
  }
}

/** How Docker says that an image has no shell, or one for another kind of processor. */
const NO_SHELL = /no such file or directory|executable file not found|exec format error|permission denied/;

async function starts(docker: Context['docker'], id: string): Promise<boolean> {
  try {
    await docker.start(id);
    return true;
  } catch (error) {
    const { sentence, detail } = problemOf(error);
    if (NO_SHELL.test(`${sentence} ${detail ?? ''}`)) return false;
    throw error;
  }
}

/** Looked at from outside, since an image may print without end, or never end. */
async function untilEnd({ docker }: Context, id: string, signal: AbortSignal): Promise<Checked> {
  const end = performance.now() + CHECK_MS;
  const lines = (): Promise<string[]> => docker.lastLines(id, MOST_LINES);
  const goesOn = async (): Promise<boolean> =>
    (await docker.inspect(id)).State.Running && (await lines()).length < MOST_LINES && performance.now() < end;
  while (await goesOn()) await delay(LOOK_MS, undefined, { signal });
  return readCheck(await lines());
}
