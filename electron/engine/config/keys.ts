import { refusalOf } from '../../contract/flaws.ts';
import type { Context } from '../context.ts';
import { parseYaml } from '../disk/yaml.ts';
import { fail } from '../errors.ts';
import { setConfig } from './config.ts';
import { readDocument, valuesOf } from './document.ts';
import { goodConfig } from './last-good.ts';
import { valueAt } from './rules.ts';
import { type Key, KEYS } from './schema.ts';

type Own = Pick<Context, 'paths'>;

/** A key of `config.yml` and what holds for it now. */
export interface KeyValue {
  readonly key: string;
  /** As it is written in the file; without one there, as Maestro reads its default. */
  readonly value: unknown;
  /** `before`: what the file says now is refused, and what it said last holds on. */
  readonly source: 'config.yml' | 'before' | 'default';
}

/** Whether a key is one of `config.yml`, which is the user's alone: a project does not decide about its own walls. */
export function isUserKey(path: string): boolean {
  return findKey(path) !== undefined;
}

/** What holds for a key of `config.yml`. CONFIG_INVALID when the file is no YAML, or the key is not one of it. */
export function readKey({ paths }: Own, path: string): KeyValue {
  return valueOf(keyOf(path), valuesIn(paths.config), () => goodConfig({ paths }));
}

/** What holds for a key by what the file says, and by what it said when it was last good. */
export function valueOf({ path, accepts, fallback }: Key<unknown>, values: unknown, good: () => unknown): KeyValue {
  const found = valueAt(values, path);
  if (isUsable(found, accepts)) return { key: path, value: found, source: 'config.yml' };
  const before = found !== undefined ? valueAt(good(), path) : undefined;
  if (isUsable(before, accepts)) return { key: path, value: before, source: 'before' };
  return { key: path, value: fallback, source: 'default' };
}

/** Sets a key of `config.yml` to what a person typed, read as YAML where the key accepts that, else as text. CONFIG_INVALID names key, value and what is allowed. */
export async function setKey(context: Own, path: string, typed: string): Promise<void> {
  const { accepts } = keyOf(path);
  const values = [readTyped(typed), typed];
  const value = values.find((one) => one !== undefined && one !== null && accepts.safeParse(one).success);
  if (value === undefined) {
    const refused = accepts.safeParse(values[0] ?? typed).error ?? accepts.safeParse(typed).error;
    const why = refused === undefined ? 'It has to have a value.' : refusalOf(refused.issues);
    throw fail('CONFIG_INVALID', `${path}: ${why} Found ${JSON.stringify(typed).slice(0, 80)}; nothing was changed.`);
  }
  await setConfig(context, path.split('.'), value);
}

/** Takes a key out of `config.yml`, so that its default counts; answers whether it was there. CONFIG_INVALID. */
export async function unsetKey(context: Own, path: string): Promise<boolean> {
  keyOf(path);
  const found = valueAt(valuesIn(context.paths.config), path);
  await setConfig(context, path.split('.'), undefined);
  return found !== undefined;
}

function keyOf(path: string): Key<unknown> {
  const key = findKey(path);
  if (key === undefined) throw fail('CONFIG_INVALID', `${path} is not a key of config.yml.`);
  return key;
}

function findKey(path: string): Key<unknown> | undefined {
  return Object.values(KEYS).find((key) => key.path === path);
}

function valuesIn(file: string): unknown {
  return valuesOf(file, readDocument(file));
}

function isUsable(value: unknown, accepts: Key<unknown>['accepts']): boolean {
  return value !== undefined && accepts.safeParse(value).success;
}

/** Undefined for what is no YAML: it may still be a text that the key accepts. */
function readTyped(typed: string): unknown {
  try {
    return parseYaml(typed);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
