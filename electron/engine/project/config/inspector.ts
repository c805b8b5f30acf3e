import { type InspectorRow, NO_EFFECT, type ProjectConfig } from '../../../contract/config.ts';
import { parseYaml } from '../../disk/yaml.ts';
import { readConfigFile } from './config.ts';
import { hasEffect } from './known-key-rules.ts';
import { exists, type Project } from '../records/project.ts';
import { CONFIG_TEMPLATE } from './templates.ts';
import { files } from '../records/tree.ts';
import { choicesOf, editKindOf } from './choices-rules.ts';

type Source = InspectorRow['source'];

const BADGES: Record<Source, string> = { project: 'P', global: 'G', default: 'D', mixed: 'M', none: '-' };
const KIND_LABELS = { readonly: 'in the file', toggle: 'on or off', enum: 'one of some', 'number-preset': 'a number' };
const TABS = ['overview', 'effective', 'project', 'global', 'defaults', 'workers', 'plan', 'doctor', 'memory'];
/** Every configuration key with its value in each layer. */
export function inspectConfig(project: Project) {
  const errors: string[] = [];
  const layer = (path: string): Map<string, unknown> => flatten(readOrNote(path, errors));
  const own = layer(files.config(project));
  const user = layer(files.userConfig(project));
  const defaults = flatten(parseYaml(CONFIG_TEMPLATE));
  // Ours, and not in the template that the older tool knows.
  defaults.set('principles.gates', 'off');
  const keys = [...new Set([...defaults.keys(), ...user.keys(), ...own.keys()])];
  const workers = [...new Set(keys.flatMap((key) => /^workers\.([^.]+)\./.exec(key)?.[1] ?? []))];
  const rows = keys.map((key) => rowOf(key, { own, user, defaults, workers }));
  const tab = (name: string): InspectorRow[] => {
    if (name === 'project') return rows.filter((row) => own.has(row.keyPath));
    if (name === 'global') return rows.filter((row) => user.has(row.keyPath));
    if (name === 'workers' || name === 'memory') return rows.filter((row) => row.section === name);
    return name === 'plan' || name === 'doctor' ? [] : rows;
  };
  return {
    tabs: TABS,
    rowsByTab: Object.fromEntries(TABS.map((name) => [name, tab(name)])),
    hasProjectConfig: exists(files.config(project)),
    hasGlobalConfig: exists(files.userConfig(project)),
    projectPath: files.config(project),
    globalPath: files.userConfig(project),
    errors,
  };
}

function readOrNote(path: string, errors: string[]): ProjectConfig {
  try {
    return readConfigFile(path);
  } catch (error) {
    errors.push(error instanceof Error ? error.message : String(error));
    return {};
  }
}

function flatten(value: unknown, prefix = '', found = new Map<string, unknown>()): Map<string, unknown> {
  const mapping = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!mapping) {
    if (prefix !== '') found.set(prefix, value);
    return found;
  }
  for (const [key, inner] of Object.entries(value)) flatten(inner, prefix === '' ? key : `${prefix}.${key}`, found);
  return found;
}

interface Layers {
  readonly own: ReadonlyMap<string, unknown>;
  readonly user: ReadonlyMap<string, unknown>;
  readonly defaults: ReadonlyMap<string, unknown>;
  readonly workers: readonly string[];
}

function rowOf(keyPath: string, { own, user, defaults, workers }: Layers): InspectorRow {
  const source = own.has(keyPath) ? 'project' : user.has(keyPath) ? 'global' : 'default';
  const value = own.get(keyPath) ?? user.get(keyPath) ?? defaults.get(keyPath);
  const choices = choicesOf(keyPath, value, workers);
  const kind = editKindOf(choices);
  return {
    keyPath,
    label: keyPath.split('.').at(-1) ?? keyPath,
    section: keyPath.split('.')[0] ?? keyPath,
    valueText: textOf(value),
    displayValueText: textOf(value),
    source,
    sourceBadge: BADGES[source],
    editKind: kind,
    editKindLabel: KIND_LABELS[kind],
    ...(choices.length === 0 ? {} : { options: choices.map(textOf) }),
    description: keyPath,
    summary: `${keyPath} is ${textOf(value)}`,
    impactText: hasEffect(keyPath) ? 'Changes what Maestro does.' : NO_EFFECT,
    effectiveText: textOf(value),
    projectText: textOf(own.get(keyPath)),
    globalText: textOf(user.get(keyPath)),
    defaultText: textOf(defaults.get(keyPath)),
  };
}

/** A value as the inspector shows it: `on`, `off`, `unset`, lists with commas. */
export function textOf(value: unknown): string {
  if (value === undefined) return 'unset';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
