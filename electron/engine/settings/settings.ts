import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { HostPath } from '../../contract/ids.ts';
import type { Settings } from '../../contract/settings.ts';
import { type Config, defaultConfig, readConfig } from '../config/config.ts';
import { setKey, unsetKey } from '../config/keys.ts';
import { keepGoodConfig } from '../config/last-good.ts';
import type { Context } from '../context.ts';
import { editRecord } from '../disk/edit.ts';
import { readCache } from '../disk/read.ts';
import { isFolder } from '../disk/stat.ts';
import { MaestroError, problemOf } from '../errors.ts';

const Recent = z.array(HostPath);
const MAX_RECENT = 12;
const SWEEP_MS = 5_000;

/** The settings as they are on disk now. A configuration that cannot be read gives the defaults and says so. */
export async function readSettings(context: Pick<Context, 'paths'>): Promise<Settings> {
  const [config, recent] = [configOrDefaults(context), readCache(recentFile(context), Recent) ?? []];
  const there = await Promise.all(recent.map(isFolder));
  return {
    prefix: config.prefix,
    defaults: {
      agent: config.defaultAgent,
      model: config.defaultModel,
      startMode: config.startMode,
      limits: config.limits,
    },
    allowedDomains: [...config.allowedDomains],
    recentProjects: recent.filter((_, index) => there[index]),
    desktop: config.desktop,
    problems: config.problems.map(({ sentence }) => sentence),
  };
}

/** Puts a project at the head of the recent ones, on disk and in the snapshot. */
export async function rememberProject(context: Pick<Context, 'paths' | 'state'>, path: string): Promise<void> {
  const lock = { folder: context.paths.locks, name: 'recent-projects' };
  const project = resolve(path);
  await editRecord({ path: recentFile(context), schema: Recent, read: readCache, lock }, (recent = []) =>
    [project, ...recent.filter((known) => known !== project)].slice(0, MAX_RECENT),
  );
  await showSettings(context);
}

/** Sets a key of `config.yml` as `setKey` does, and shows at once what follows from it. CONFIG_INVALID. */
export async function setUserKey(
  context: Pick<Context, 'paths' | 'state'>,
  { key, typed }: { key: string; typed: string },
): Promise<void> {
  await setKey(context, key, typed);
  await showSettings(context);
}

/** Takes a key out of `config.yml`; answers whether it was there. CONFIG_INVALID. */
export async function unsetUserKey(
  context: Pick<Context, 'paths' | 'state'>,
  { key }: { key: string },
): Promise<{ removed: boolean }> {
  const removed = await unsetKey(context, key);
  await showSettings(context);
  return { removed };
}

/** Keeps the snapshot's settings true until the engine closes: the files may be edited by anyone. */
export async function watchSettings(context: Pick<Context, 'paths' | 'state' | 'closing' | 'log'>): Promise<void> {
  while (!context.closing.aborted) {
    try {
      await showSettings(context);
    } catch (error) {
      context.log.error({ err: error }, 'reading the settings failed');
    }
    await delay(SWEEP_MS, undefined, { signal: context.closing, ref: false }).catch((error: unknown) => {
      if (!context.closing.aborted) throw error;
    });
  }
}

async function showSettings(context: Pick<Context, 'paths' | 'state'>): Promise<void> {
  const settings = await readSettings(context);
  if (settings.problems.length === 0) await keepGoodConfig(context);
  const known = context.state.snapshot.settings;
  if (JSON.stringify(settings) !== JSON.stringify(known)) context.state.change({ fields: { settings } });
}

function configOrDefaults(context: Pick<Context, 'paths'>): Config {
  try {
    return readConfig(context);
  } catch (error) {
    if (!(error instanceof MaestroError)) throw error;
    return { ...defaultConfig(context), problems: [{ key: null, sentence: problemOf(error).sentence }] };
  }
}

function recentFile({ paths }: Pick<Context, 'paths'>): string {
  return join(paths.cache, 'recent-projects.json');
}
