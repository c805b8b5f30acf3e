import { existsSync } from 'node:fs';
import { isNode } from 'yaml';
import { formatSize } from '../../contract/limits.ts';
import type { SettingsFinding, UserKey, UserSettings } from '../../contract/settings.ts';
import type { Context } from '../context.ts';
import { readText } from '../disk/read.ts';
import { yamlErrorLine } from '../disk/yaml.ts';
import { isProblem, problemOf } from '../errors.ts';
import { configFindings } from './config.ts';
import { readDocument, valuesOf } from './document.ts';
import { choicesOf, isList, whatIsAllowed } from './key-rules.ts';
import { KEY_WORDS } from './key-words.ts';
import { valueOf } from './keys.ts';
import { goodConfig } from './last-good.ts';
import { IDLE, type Key, KEYS, unitOf } from './schema.ts';
import { formatDuration } from './units.ts';

type Own = Pick<Context, 'paths'>;

interface File {
  /** What it says; of one that cannot be used, what it said last. */
  readonly values: unknown;
  readonly broken: SettingsFinding | null;
  /** The line that a key stands on. */
  readonly lineOf: (key: string) => number | null;
}

/** Every key of `config.yml` with what holds for it, and what is wrong in the file. It never fails for what stands there. */
export function listKeys(context: Own): UserSettings {
  const { config: path } = context.paths;
  const file = readFile(context);
  const findings = file.broken === null ? findingsOf(context, file) : [file.broken];
  const good = (): unknown => goodConfig(context);
  const keys = (Object.keys(KEYS) as (keyof typeof KEYS)[]).map((name) => rowOf(name, file, good));
  return { path, exists: existsSync(path), keys, findings };
}

function readFile(context: Own): File {
  const { config } = context.paths;
  try {
    const document = readDocument(config);
    const text = readText(config) ?? '';
    const lineOf = (key: string): number | null => {
      const node: unknown = document.getIn(key.split('.'), true);
      const at = isNode(node) ? node.range?.[0] : undefined;
      return at === undefined ? null : text.slice(0, at).split('\n').length;
    };
    return { values: valuesOf(config, document), broken: null, lineOf };
  } catch (error) {
    if (!isProblem(error, 'CONFIG_INVALID') && !isProblem(error, 'FILE_UNREADABLE')) throw error;
    const { sentence } = problemOf(error);
    const broken = { key: null, line: yamlErrorLine(error), sentence };
    return { values: goodConfig(context) ?? {}, broken, lineOf: () => null };
  }
}

function findingsOf(context: Own, { lineOf }: File): SettingsFinding[] {
  return configFindings(context).map(({ key, sentence }) => ({
    key,
    line: key === null ? null : lineOf(key),
    sentence,
  }));
}

function rowOf(name: keyof typeof KEYS, file: File, good: () => unknown): UserKey {
  const key: Key<unknown> = KEYS[name];
  const { value, source } = valueOf(key, file.values, good);
  const isDefault = source === 'default';
  const unit = unitOf(key);
  const fallback = spelled(key.fallback, unit);
  return {
    key: key.path,
    about: KEY_WORDS[name],
    kind: isList(key) ? 'list' : choicesOf(key).length > 0 ? 'choice' : 'text',
    unit: unit === undefined ? null : UNITS[unit],
    allowed: whatIsAllowed(key),
    choices: choicesOf(key),
    value: isDefault ? fallback : spelled(value, undefined),
    fallback,
    source: source === 'config.yml' && file.broken !== null ? 'before' : source,
    line: file.lineOf(key.path),
    acts: !IDLE.some((path) => key.path === path || key.path.startsWith(`${path}.`)),
  };
}

const UNITS = {
  time: 'a time: 30s, 15m, 6h, 7d',
  size: 'a size in powers of 1024: 512m, 4g',
  CPUs: 'CPUs',
  processes: 'processes',
} as const;

/** A value as it is typed into the file. */
function spelled(value: unknown, unit: ReturnType<typeof unitOf>): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)));
  if (typeof value === 'number' && unit === 'time') return [formatDuration(value)];
  if (typeof value === 'number' && unit === 'size') return [formatSize(value)];
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}
