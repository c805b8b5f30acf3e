import type { z } from 'zod';
import { refusalOf } from '../../contract/flaws.ts';
import { AllowedEntry, IDLE, KEPT, type Key, KEYS } from './schema.ts';

type KeyName = keyof typeof KEYS;
type Values = { readonly [Name in KeyName]: (typeof KEYS)[Name] extends Key<infer Value> ? Value : never };

/** What a person should know of a key of the configuration, or of all of it. */
export interface ConfigFinding {
  /** Null: the file as a whole. */
  readonly key: string | null;
  /** It names the key as well. */
  readonly sentence: string;
}

/** A configuration as its keys were read: each value valid, with what was refused and what nobody knows. */
export interface Resolved {
  readonly values: Values;
  readonly domains: readonly string[];
  /** One for each refused key. */
  readonly problems: readonly ConfigFinding[];
  /** Paths of keys that Maestro does not know; they are kept. */
  readonly unknown: readonly string[];
  /** Paths of keys that are set and have no effect. */
  readonly idle: readonly string[];
}

/**
 * Reads every known key on its own: a wrong one is refused with a sentence, and what it was in `held`, a document of
 * before, holds on, else its default; the others count.
 */
export function resolveConfig(document: unknown, held: unknown = {}): Resolved {
  const problems: ConfigFinding[] = [];
  const read = Object.entries(KEYS).map(([name, key]) => [name, valueOf({ document, held }, key, problems)]);
  const values = Object.fromEntries(read) as Values;
  const domains = validDomains(values.domains, problems);
  return { values, domains, problems, unknown: unknownKeys(document), idle: idleKeys(document) };
}

/** Paths of all leaves of a document: `containers.resources.memory`. */
export function leafPaths(document: unknown, prefix = ''): string[] {
  if (!isMap(document)) return prefix === '' ? [] : [prefix];
  return Object.entries(document).flatMap(([key, value]) => leafPaths(value, prefix === '' ? key : `${prefix}.${key}`));
}

function valueOf(
  { document, held }: { readonly document: unknown; readonly held: unknown },
  { path, accepts, fallback }: Key<unknown>,
  problems: ConfigFinding[],
): unknown {
  const found = valueAt(document, path);
  if (found === undefined) return fallback;
  const parsed = accepts.safeParse(found);
  if (parsed.success) return parsed.data;
  const before = valueAt(held, path);
  const kept = accepts.safeParse(before);
  const isKept = before !== undefined && kept.success;
  const holds = isKept ? `${shown(before)}, as before, holds on` : 'the default is used';
  problems.push({ key: path, sentence: `${path}: ${sentenceOf(parsed.error)} Found ${shown(found)}; ${holds}.` });
  return isKept ? kept.data : fallback;
}

/** What stands at the path of a key; undefined where nothing does, or `null`. */
export function valueAt(document: unknown, path: string): unknown {
  const steps = path.split('.');
  const found = steps.reduce<unknown>((value, step) => (isMap(value) ? value[step] : undefined), document);
  return found ?? undefined;
}

function validDomains(listed: readonly unknown[], problems: ConfigFinding[]): string[] {
  const domains = listed.flatMap((entry, index) => {
    const parsed = AllowedEntry.safeParse(entry);
    if (parsed.success) return [parsed.data];
    const key = KEYS.domains.path;
    problems.push({ key, sentence: `${key}[${index}]: ${sentenceOf(parsed.error)} It is left out.` });
    return [];
  });
  return [...new Set(domains)];
}

function idleKeys(document: unknown): string[] {
  return leafPaths(document).filter((leaf) => IDLE.some((path) => leaf === path || leaf.startsWith(`${path}.`)));
}

function unknownKeys(document: unknown): string[] {
  const known = [...Object.values(KEYS).map((key) => key.path), ...KEPT];
  return leafPaths(document).filter(
    (leaf) => !known.some((path) => leaf === path || leaf.startsWith(`${path}.`) || path.startsWith(`${leaf}.`)),
  );
}

function sentenceOf(error: z.ZodError): string {
  const message = refusalOf(error.issues);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function shown(value: unknown): string {
  return (JSON.stringify(value) as string | undefined)?.slice(0, 80) ?? String(value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
