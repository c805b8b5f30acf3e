import type { SettingsFinding, UserKey, UserSettings } from '../../../electron/contract/settings.ts';
import { maestroLine } from '../../ui/shell.ts';

/** The keys that fit what was typed, section by section. */
export function keySections(
  { keys }: Pick<UserSettings, 'keys'>,
  query: string,
): { readonly name: string; readonly keys: readonly UserKey[] }[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = keys.filter(({ key, about, value }) => {
    const text = `${key} ${about} ${value.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const names = [...new Set(fitting.map(({ key }) => sectionOf(key)))];
  return names.map((name) => ({ name, keys: fitting.filter(({ key }) => sectionOf(key) === name) }));
}

/** The part of a key below its section. */
export function keyTail(key: string): string {
  return key.slice(sectionOf(key).length + 1);
}

function sectionOf(key: string): string {
  return key.split('.')[0] ?? key;
}

/** What holds, on one line. */
export function valueText(value: readonly string[]): string {
  return value.length === 0 ? 'none' : value.join(', ');
}

/** What a form shows: of a list an entry a line. */
export function formText({ value }: Pick<UserKey, 'value'>): string {
  return value.join('\n');
}

/** What is typed into the file for what a form shows. */
export function typedOf({ kind }: Pick<UserKey, 'kind'>, text: string): string {
  if (kind !== 'list') return text;
  const entries = text.split('\n').map((line) => line.trim());
  return JSON.stringify(entries.filter((line) => line !== ''));
}

/** Whether saving what a form shows would change the file. */
export function isChange(row: UserKey, text: string): boolean {
  return row.source === 'default' ? text !== formText(row) : typedOf(row, text) !== typedOf(row, formText(row));
}

/** The command that sets it. */
export function setLine({ key }: Pick<UserKey, 'key'>, typed: string): string {
  return maestroLine('config', 'set', key, typed);
}

/** Where what holds comes from. */
export const ORIGIN_WORDS: Readonly<Record<UserKey['source'], string>> = {
  'config.yml': 'Your file',
  before: 'Before',
  default: 'Default',
};

/** The same with its line in the file. */
export function originText({ source, line }: Pick<UserKey, 'source' | 'line'>): string {
  if (source === 'default') return line === null ? 'Default' : `Default, because line ${line} cannot be used`;
  if (source === 'before') return 'What the file said before, because it cannot be used now';
  return line === null ? 'config.yml' : `config.yml, line ${line}`;
}

/** What was found wrong with a key. */
export function findingsFor(
  { findings }: Pick<UserSettings, 'findings'>,
  { key }: Pick<UserKey, 'key'>,
): readonly SettingsFinding[] {
  return findings.filter((finding) => finding.key === key);
}
