import type { AgentKind } from '../../../../electron/contract/agents.ts';
import type { ChangedFile } from '../../../../electron/contract/review.ts';
import type { Score } from '../../../../electron/contract/tournaments.ts';
import { count } from '../../../ui/format.ts';

/** What one copy is wished to be, as it was typed. */
export interface CopyWish {
  readonly agent: AgentKind;
  readonly model: string;
  readonly hint: string;
}

/** The words of `feature launch` that wish for these copies. */
export function copyWords(copies: readonly CopyWish[]): string[] {
  const withs = copies.map(({ agent, model }) => (model.trim() === '' ? agent : `${agent}:${model.trim()}`));
  const hints = copies.map(({ hint }) => hint.trim());
  return [
    ...['--copies', String(copies.length)],
    ...(new Set(withs).size === 1 ? withs.slice(0, 1) : withs).flatMap((one) => ['--with', one]),
    ...(hints.every((hint) => hint === '') ? [] : hints.flatMap((hint) => ['--hint', hint])),
  ];
}

/** How far a copy is. */
export function standCell({ handedIn, ended, state }: Pick<Score, 'handedIn' | 'ended' | 'state'>): string {
  if (handedIn) return 'Handed in';
  if (ended !== null) return 'Ended';
  return state === null ? 'Gone' : STATE_WORDS[state];
}

const STATE_WORDS: Readonly<Record<NonNullable<Score['state']>, string>> = {
  'needs-you': 'Asks',
  starting: 'At work',
  running: 'At work',
  quiet: 'At work',
  stalled: 'Stalled',
  limit: 'Share used up',
  finished: 'Finished',
  dormant: 'Stopped',
  stopped: 'Stopped',
  interrupted: 'Interrupted',
  error: 'Failed',
  incomplete: 'Not made',
};

/** `+120 -4 in 3 files, 1 risk`. */
export function changeCell(diff: Score['diff']): string {
  if (diff === null) return 'not known';
  const { added, removed, files, risks, uncommitted } = diff;
  const more = [
    ...(risks === 0 ? [] : [count(risks, 'risk')]),
    ...(uncommitted === 0 ? [] : [`${uncommitted} not committed`]),
  ];
  return [`+${added} -${removed} in ${count(files, 'file')}`, ...more].join(', ');
}

/** A file that one of two copies changed: what each did, `+3 -1`; null: it left it as it was. */
export interface BothFile {
  readonly path: string;
  readonly one: string | null;
  readonly other: string | null;
}

/** The files that either changed, those of both first. */
export function bothFiles(ones: readonly ChangedFile[], others: readonly ChangedFile[]): BothFile[] {
  const sideOf = (files: readonly ChangedFile[]): Map<string, string> =>
    new Map(files.map(({ path, added, removed }) => [path, added === null ? 'bytes' : `+${added} -${removed ?? 0}`]));
  const [one, other] = [sideOf(ones), sideOf(others)];
  const inBoth = (path: string): number => Number(one.has(path) && other.has(path));
  return [...new Set([...one.keys(), ...other.keys()])]
    .sort((a, b) => inBoth(b) - inBoth(a) || a.localeCompare(b))
    .map((path) => ({ path, one: one.get(path) ?? null, other: other.get(path) ?? null }));
}
