import {
  type ConfigInspector,
  type InspectorRow,
  NO_EFFECT,
  type ProjectConfig,
  type WorkerChoice,
} from '../../../contract/config.ts';
import type { StateCheck } from '../../../contract/missionControl.ts';
import type { Feature } from '../../../contract/features.ts';
import { parseYaml } from '../../disk/yaml.ts';
import { exists, type Project } from '../records/project.ts';
import { files } from '../records/tree.ts';
import { choicesOf, editKindOf } from './choices-rules.ts';
import { merge, readConfigFile } from './config.ts';
import { factRows } from './fact-rows-rules.ts';
import { hasEffect } from './known-key-rules.ts';
import { wordsOf } from './row-words-rules.ts';
import { CONFIG_TEMPLATE } from './templates.ts';
import { displayTextOf, optionTexts, textOf } from './value-texts-rules.ts';
import { workerChoices } from './workers.ts';

type Source = InspectorRow['source'];

const BADGES: Record<Source, string> = { project: 'P', global: 'G', default: 'D', mixed: 'M', none: '' };
const KIND_LABELS = { readonly: 'in the file', toggle: 'on or off', enum: 'one of some', 'number-preset': 'a number' };
const TABS = ['overview', 'effective', 'project', 'global', 'defaults', 'workers', 'plan', 'doctor', 'memory'];
/** What is set most often stands first. */
const QUICK = [
  ...['execution.defaultWorker', 'execution.stopOnFailure', 'execution.retryBudget', 'supervision.level'],
  ...['parallel.enabled', 'ui.missionControl.backgroundMode', 'memory.enabled', 'principles.gates'],
  'principles.proofs',
];

/** What is known of a project beside its configuration, where somebody looked. */
interface Around {
  readonly checks?: readonly StateCheck[];
  readonly features?: readonly Feature[];
}

/** Every configuration key with its value in each layer, and what follows from them. What may be a secret is masked. */
export function inspectConfig(project: Project, around: Around = {}): ConfigInspector {
  const errors: string[] = [];
  const own = readOrNote(files.config(project), errors);
  const user = readOrNote(files.userConfig(project), errors);
  const usual = parseYaml(CONFIG_TEMPLATE) as ProjectConfig;
  // Ours, and not in the template that the older tool knows.
  const defaults = flatten(usual).set('principles.gates', 'off').set('principles.proofs', 'off');
  const effective = [user, own].reduce((under, over) => merge(under, over) as ProjectConfig, usual);
  const workers = workerChoices(effective, project.env['PATH']);
  const layers = { own: flatten(own), user: flatten(user), defaults, workers };
  const keys = [...new Set([...defaults.keys(), ...layers.user.keys(), ...layers.own.keys()])];
  const rows = keys.map((key) => rowOf(key, layers));
  const facts = factRows({ errors, workers, parallel: effective.parallel?.enabled === true, ...around });
  return {
    tabs: TABS,
    rowsByTab: {
      overview: [...quick(rows), ...facts.workers, ...facts.plan, ...facts.problems],
      effective: rows,
      project: ofLayer(rows, { source: 'project', layer: layers.own }),
      global: ofLayer(rows, { source: 'global', layer: layers.user }),
      defaults: ofLayer(rows, { source: 'default', layer: defaults }),
      workers: [...facts.workers, ...rows.filter(({ section }) => section === 'workers')],
      plan: facts.plan,
      doctor: facts.doctor,
      memory: rows.filter(({ section }) => section === 'memory'),
    },
    hasProjectConfig: exists(files.config(project)),
    hasGlobalConfig: exists(files.userConfig(project)),
    projectPath: files.config(project),
    globalPath: files.userConfig(project),
    errors,
  };
}

function quick(rows: readonly InspectorRow[]): InspectorRow[] {
  return QUICK.flatMap((key) => rows.filter(({ keyPath }) => keyPath === key));
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
  readonly workers: readonly WorkerChoice[];
}

function rowOf(keyPath: string, { own, user, defaults, workers }: Layers): InspectorRow {
  const source = own.has(keyPath) ? 'project' : user.has(keyPath) ? 'global' : 'default';
  const value = own.get(keyPath) ?? user.get(keyPath) ?? defaults.get(keyPath);
  const choices = choicesOf(
    keyPath,
    value,
    workers.map(({ slug }) => slug),
  );
  const kind = editKindOf(choices);
  const text = (of: unknown): string => textOf(keyPath, of);
  const display = (of: unknown): string => displayTextOf(keyPath, of);
  return {
    keyPath,
    ...wordsOf(keyPath, kind),
    section: keyPath.split('.')[0] ?? keyPath,
    valueText: text(value),
    displayValueText: display(value),
    source,
    sourceBadge: BADGES[source],
    editKind: kind,
    editKindLabel: KIND_LABELS[kind],
    ...(choices.length === 0 ? {} : { options: optionTexts(choices) }),
    impactText: hasEffect(keyPath) ? 'Changes what Maestro does.' : NO_EFFECT,
    effectiveValueText: text(value),
    projectValueText: text(own.get(keyPath)),
    globalValueText: text(user.get(keyPath)),
    defaultValueText: text(defaults.get(keyPath)),
    effectiveDisplayValueText: display(value),
    projectDisplayValueText: display(own.get(keyPath)),
    globalDisplayValueText: display(user.get(keyPath)),
    defaultDisplayValueText: display(defaults.get(keyPath)),
    ...(keyPath === 'execution.defaultWorker' ? { workerChoices: [...workers] } : {}),
  };
}

interface Layer {
  readonly source: 'project' | 'global' | 'default';
  readonly layer: ReadonlyMap<string, unknown>;
}

/** The rows of one layer, with its own values. The defaults stand in no file that could be edited. */
function ofLayer(rows: readonly InspectorRow[], { source, layer }: Layer): InspectorRow[] {
  return rows
    .filter(({ keyPath }) => layer.has(keyPath))
    .map(({ options, ...row }) => ({
      ...row,
      source,
      sourceBadge: BADGES[source],
      valueText: row[`${source}ValueText`],
      displayValueText: row[`${source}DisplayValueText`],
      ...(source === 'default'
        ? { editKind: 'readonly' as const, editKindLabel: KIND_LABELS.readonly }
        : options === undefined
          ? {}
          : { options }),
    }));
}
