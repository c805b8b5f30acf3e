import type { ActivityEntry } from '../../../electron/contract/activity.ts';
import type { EgressRow } from '../../../electron/contract/egress.ts';
import { becauseText, triedText } from '../isolation/ledger-select.ts';

/** The kinds that the timeline tells apart; `network` comes from the ledger. */
export const HAPPENED_KINDS = ['agent', 'turn', 'git', 'network', 'run'] as const;
export type HappenedKind = (typeof HAPPENED_KINDS)[number];

/** The word of one entry of a kind, and of all of them. */
export const KIND_WORDS: Readonly<Record<HappenedKind, { readonly one: string; readonly all: string }>> = {
  agent: { one: 'Agent', all: 'Agent' },
  turn: { one: 'Turn', all: 'Turns' },
  git: { one: 'Git', all: 'Git' },
  network: { one: 'Network', all: 'Network' },
  run: { one: 'Run', all: 'Runs' },
};

/** When something was, on the clock of whoever reads it; with the day where that is another one. */
export function momentText(at: string, now: Date): string {
  const moment = new Date(at);
  const time = moment.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  if (moment.toDateString() === now.toDateString()) return time;
  return `${moment.toLocaleDateString([], { day: 'numeric', month: 'short' })}, ${time}`;
}

/** One line of the timeline. */
export interface Happened extends Omit<ActivityEntry, 'kind'> {
  readonly key: string;
  readonly kind: HappenedKind;
}

const MOST = 1_000;

/** What has happened in a container from all that is known of it, the newest first. */
export function timelineOf(entries: readonly ActivityEntry[], ledger: readonly EgressRow[]): Happened[] {
  const own = entries.map((entry, index) => ({ ...entry, key: `${entry.at} ${entries.length - index}` }));
  const all: Happened[] = [...own, ...ledger.map(tried)];
  return all.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, MOST);
}

/** What of the timeline is shown. */
export function ofKind(all: readonly Happened[], kind: HappenedKind | 'all'): readonly Happened[] {
  return kind === 'all' ? all : all.filter((one) => one.kind === kind);
}

function tried(row: EgressRow): Happened {
  const isRefused = row.verdict === 'refused';
  const times = row.count === 1 ? '' : `, ${row.count.toLocaleString('en')} times by then`;
  const text = isRefused ? `Refused ${triedText(row)}: ${becauseText(row)}${times}` : `${triedText(row)}${times}`;
  return { key: row.id, at: row.at, kind: 'network', tone: isRefused ? 'bad' : 'plain', text };
}
