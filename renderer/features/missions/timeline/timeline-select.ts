import type { BoardMilestone, MissionBoard } from '../../../../electron/contract/board.ts';
import type { LogEntry } from '../../../../electron/contract/missionControl.ts';

/** A milestone on the time axis. Parts of the whole go from 0 to 1; null where nothing is known yet. */
export interface Bar {
  readonly milestone: BoardMilestone;
  /** The first and the last change that its files know of. */
  readonly first: string | null;
  readonly last: string | null;
  readonly from: number;
  readonly to: number;
  /** Its work goes on: the bar reaches until now. */
  readonly open: boolean;
}

export interface Axis {
  readonly start: string;
  readonly end: string;
  /** The mission is over: the axis ends with its last change, and not now. */
  readonly ended: boolean;
  readonly bars: readonly Bar[];
}

const FINAL: ReadonlySet<string> = new Set(['completed', 'failed', 'rejected']);

/** When each milestone was worked on. Files keep the latest change of each feature and assertion, so bars show what is known. */
export function timeAxis(board: MissionBoard, now: number): Axis {
  const { mission, effectiveStatus, milestones } = board;
  const start = Date.parse(mission.createdAt);
  const known = milestones.map((milestone) => ({ milestone, times: changesOf(board, milestone) }));
  const latest = known.reduce((last, { times }) => Math.max(last, times.at(-1) ?? 0), Date.parse(mission.updatedAt));
  const ended = FINAL.has(effectiveStatus);
  const end = Math.max(ended ? latest : now, latest, start + 1);
  const part = (time: number): number => Math.min(1, Math.max(0, (time - start) / (end - start)));
  const bars = known.map(({ milestone, times }): Bar => {
    const [first, last] = [times[0], times.at(-1)];
    if (first === undefined || last === undefined) {
      return { milestone, first: null, last: null, from: 0, to: 0, open: false };
    }
    const open = milestone.status !== 'sealed' && !ended;
    const [from, to] = [part(first), open ? 1 : part(last)];
    return { milestone, first: new Date(first).toISOString(), last: new Date(last).toISOString(), from, to, open };
  });
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString(), ended, bars };
}

/** The moments of change that its files know of, the earliest first. */
function changesOf({ features, assertions }: MissionBoard, { milestoneId }: BoardMilestone): number[] {
  const moved = features
    .filter(({ feature }) => feature.milestoneId === milestoneId && feature.updatedAt !== feature.createdAt)
    .map(({ feature }) => feature.updatedAt);
  const judged = assertions
    .filter((assertion) => assertion.milestoneId === milestoneId && assertion.result !== 'pending')
    .map(({ updatedAt }) => updatedAt);
  return [...moved, ...judged].map((at) => Date.parse(at)).sort((a, b) => a - b);
}

export const LOG_KINDS = ['mission', 'feature', 'milestone', 'assertion', 'checkpoint'] as const;
export type LogKind = LogEntry['kind'];

export interface Day {
  readonly key: string;
  readonly entries: readonly LogEntry[];
}

/** The newest entries of these kinds by day, as this machine's clock has days; and how many there are in all. */
export function days(
  log: readonly LogEntry[],
  { kinds, most }: { kinds: ReadonlySet<LogKind>; most: number },
): { readonly days: readonly Day[]; readonly total: number } {
  const wanted = log.filter(({ kind }) => kinds.has(kind));
  const groups = new Map<string, LogEntry[]>();
  for (const entry of wanted.slice(0, most)) {
    const key = dayOf(new Date(entry.timestamp));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return { days: [...groups].map(([key, entries]) => ({ key, entries })), total: wanted.length };
}

/** How many entries of each kind there are. */
export function kindCounts(log: readonly LogEntry[]): Readonly<Record<LogKind, number>> {
  const counts = { mission: 0, feature: 0, milestone: 0, assertion: 0, checkpoint: 0 };
  for (const { kind } of log) counts[kind] += 1;
  return counts;
}

/** A day in words: `today`, `yesterday`, else its date. */
export function dayWords(key: string, now: Date): string {
  if (key === dayOf(now)) return 'today';
  if (key === dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))) return 'yesterday';
  const [year = 0, month = 1, day = 1] = key.split('-').map(Number);
  return new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(year, month - 1, day),
  );
}

/** The time of day, to the minute. */
export function clockWords(timestamp: string): string {
  return new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(timestamp),
  );
}

/** The key of a day on this machine. */
export function dayOf(at: Date): string {
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
