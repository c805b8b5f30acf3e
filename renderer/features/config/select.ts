import { type ConfigInspector, type InspectorRow, NO_EFFECT } from '../../../electron/contract/config.ts';
import { maestroLine } from '../../ui/shell.ts';

export type Scope = 'project' | 'global';

const TAB_WORDS: Readonly<Record<string, string>> = {
  overview: 'Overview',
  effective: 'Effective',
  project: 'Project',
  global: 'Global',
  defaults: 'Defaults',
  workers: 'Workers',
  plan: 'Plan',
  doctor: 'Problems',
  memory: 'Memory',
};

/** The tabs that have something to say, in their order; a file's own tab stays when the file sets nothing. */
export function shownTabs({ tabs, rowsByTab }: ConfigInspector): { name: string; word: string; count: number }[] {
  return tabs
    .map((name) => ({ name, word: TAB_WORDS[name] ?? name, count: rowsIn(rowsByTab, name).length }))
    .filter(({ name, count }) => name !== 'overview' && (count > 0 || name === 'project' || name === 'global'));
}

/** The rows of a tab that fit what was typed, section by section. */
export function sections(
  { rowsByTab }: Pick<ConfigInspector, 'rowsByTab'>,
  tab: string,
  query: string,
): { readonly name: string; readonly rows: readonly InspectorRow[] }[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = rowsIn(rowsByTab, tab).filter((row) =>
    words.every((word) => `${row.keyPath} ${row.displayValueText}`.toLowerCase().includes(word)),
  );
  const names = [...new Set(rows.map((row) => row.section))];
  return names.map((name) => ({ name, rows: rows.filter((row) => row.section === name) }));
}

export type Section = ReturnType<typeof sections>[number];

/** The sections twice: their rows that act, and those that are only kept. */
export function byEffect(parts: readonly Section[]): { readonly acting: Section[]; readonly idle: Section[] } {
  const only = (acts: boolean): Section[] =>
    parts
      .map(({ name, rows }) => ({ name, rows: rows.filter((row) => hasEffect(row) === acts) }))
      .filter(({ rows }) => rows.length > 0);
  return { acting: only(true), idle: only(false) };
}

/** How many rows stand in these sections. */
export function rowCount(parts: readonly Section[]): number {
  return parts.reduce((sum, { rows }) => sum + rows.length, 0);
}

function rowsIn(rowsByTab: ConfigInspector['rowsByTab'], tab: string): readonly InspectorRow[] {
  return rowsByTab[tab] ?? [];
}

export const SOURCE_WORDS: Readonly<Record<InspectorRow['source'], string>> = {
  project: 'Project',
  global: 'Global',
  default: 'Default',
  mixed: 'Mixed',
  none: 'Unset',
};

/** Whether Maestro does anything with a key. */
export function hasEffect({ impactText }: Pick<InspectorRow, 'impactText'>): boolean {
  return impactText !== NO_EFFECT;
}

/** The part of a key below its section. */
export function keyName({ keyPath, section }: Pick<InspectorRow, 'keyPath' | 'section'>): string {
  return keyPath.startsWith(`${section}.`) ? keyPath.slice(section.length + 1) : keyPath;
}

/** The values that can be picked for a row, as they are shown. */
export function picks({ editKind, options }: Pick<InspectorRow, 'editKind' | 'options'>): readonly string[] {
  return editKind === 'toggle' ? ['on', 'off'] : (options ?? []);
}

/** A shown value as the file has it. Undefined for what is not a value of this row. */
export function valueOf(row: Pick<InspectorRow, 'editKind'>, text: string): string | number | boolean | undefined {
  if (row.editKind === 'toggle') return text === 'on';
  if (row.editKind !== 'number-preset') return text === '' ? undefined : text;
  return /^\d{1,12}$/.test(text.trim()) ? Number(text) : undefined;
}

/** An edit before it is made. `text` null takes the key out of the file. */
export interface Edit {
  readonly scope: Scope;
  readonly text: string | null;
}

/** What an edit would change: in its file, and in what counts. */
export interface Preview {
  readonly file: { readonly from: string; readonly to: string };
  readonly effective: { readonly from: string; readonly to: string };
  /** Whether the file would be another one. */
  readonly changes: boolean;
}

/** The command that makes the same edit. */
export function commandOf(keyPath: string, value: string | number | boolean | null, scope: Scope): string {
  const words = value === null ? ['config', 'unset', keyPath] : ['config', 'set', keyPath, String(value)];
  return maestroLine(...words, ...(scope === 'global' ? ['--global'] : []));
}

/** What a layer shows that does not have the key. */
export const UNSET = 'unset';

/** The layers are laid over each other: the project's file over the user's over the defaults. */
export function preview(row: InspectorRow, { scope, text }: Edit): Preview {
  const to = text ?? UNSET;
  const from = scope === 'project' ? row.projectValueText : row.globalValueText;
  const [own, user] = scope === 'project' ? [to, row.globalValueText] : [row.projectValueText, to];
  const counts = [own, user, row.defaultValueText].find((value) => value !== UNSET) ?? UNSET;
  return { file: { from, to }, effective: { from: row.effectiveValueText, to: counts }, changes: from !== to };
}
