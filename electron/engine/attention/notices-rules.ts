import { z } from 'zod';
import { ContainerName, Instant } from '../../contract/ids.ts';
import { type Notice, NoticeKind } from '../../contract/notices.ts';
import type { DaemonConfig } from '../config/config.ts';
import type { Episode } from './episodes-rules.ts';
import { noticeOf } from './words-rules.ts';

const Held = z.object({ kind: NoticeKind, name: z.string(), container: ContainerName.nullable() });

/** What the caller of people remembers from one moment to the next, also beyond its own end. */
export const NoticeMemory = z.object({
  /** Episodes that were told of, by key, and when each was last seen: one that flickers is not told of again. */
  told: z.record(z.string(), Instant),
  /** What came up in quiet hours, by key of its episode. */
  held: z.record(z.string(), Held),
  lastAt: Instant.nullable(),
});
export type NoticeMemory = z.infer<typeof NoticeMemory>;

export const NOTHING_TOLD: NoticeMemory = { told: {}, held: {}, lastAt: null };

/** What counts at one moment. */
export interface Moment {
  readonly episodes: readonly Episode[];
  /** The container that a person looks at. */
  readonly focused: ContainerName | null;
  readonly wishes: DaemonConfig['notifications'];
  readonly now: Date;
}

/** Between two notices: what comes up meanwhile is one. */
const PAUSE_MS = 20_000;
/** Agents finish in groups. */
const FINISHED_MS = 60_000;
const FORGET_MS = 600_000;

/**
 * Whom to call now (pure): each episode once, after its time, unless its container is looked at; what comes up in quiet
 * hours is told as one when they end, with what is over by then.
 */
export function decideNotice(memory: NoticeMemory, moment: Moment): { memory: NoticeMemory; notice: Notice | null } {
  const { wishes, now } = moment;
  const told = stillTold(memory, moment);
  if (!wishes.enabled) return { memory: { ...memory, told, held: {} }, notice: null };
  const due = moment.episodes.filter((episode) => told[episode.key] === undefined && isDue(episode, moment));
  if (isQuiet(wishes.quietHours, now))
    return { memory: { ...memory, told, held: { ...memory.held, ...heldOf(due) } }, notice: null };
  const over = Object.entries(memory.held).flatMap(([key, held]) =>
    moment.episodes.some((episode) => episode.key === key) ? [] : [held],
  );
  if ((due.length === 0 && over.length === 0) || isPause(memory, now))
    return { memory: { ...memory, told }, notice: null };
  const at = now.toISOString();
  const allTold = { ...told, ...Object.fromEntries(due.map(({ key }) => [key, at])) };
  const wasQuiet = Object.keys(memory.held).length > 0;
  return { memory: { told: allTold, held: {}, lastAt: at }, notice: noticeOf({ due, over, wasQuiet, now }) };
}

/** Whether a local time lies in quiet hours (pure): from their start until before their end, over midnight too. */
export function isQuiet(hours: DaemonConfig['notifications']['quietHours'], now: Date): boolean {
  if (hours === null) return false;
  const time = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
  const { start, end } = hours;
  return start <= end ? start <= time && time < end : start <= time || time < end;
}

function isDue({ kind, since, container }: Episode, { wishes, focused, now }: Moment): boolean {
  if (!wishes.notifyOn.includes(kind) || (container !== null && container === focused)) return false;
  const waits: Partial<Record<NoticeKind, number>> = {
    attention_needed: wishes.attentionThresholdMs,
    finished: FINISHED_MS,
  };
  const passed = now.getTime() - since;
  // What began later than now began before the clock was set back.
  return passed < 0 || passed >= (waits[kind] ?? 0);
}

/** A clock that was set back makes no pause. */
function isPause({ lastAt }: NoticeMemory, now: Date): boolean {
  const passed = lastAt === null ? Infinity : now.getTime() - Date.parse(lastAt);
  return passed >= 0 && passed < PAUSE_MS;
}

function stillTold({ told }: NoticeMemory, { episodes, now }: Moment): Record<string, string> {
  const present = new Set(episodes.map(({ key }) => key));
  const at = now.toISOString();
  return Object.fromEntries(
    Object.entries(told).flatMap(([key, seen]) => {
      if (present.has(key)) return [[key, at]];
      return Math.abs(now.getTime() - Date.parse(seen)) < FORGET_MS ? [[key, seen]] : [];
    }),
  );
}

function heldOf(due: readonly Episode[]): NoticeMemory['held'] {
  return Object.fromEntries(due.map(({ key, kind, name, container }) => [key, { kind, name, container }]));
}
