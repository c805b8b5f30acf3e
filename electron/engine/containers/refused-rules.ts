import type { Container } from '../../contract/containers.ts';
import type { EgressRow } from '../../contract/egress.ts';
import type { RefusedName } from '../../contract/network.ts';
import type { Report } from '../../contract/reports.ts';
import { findEntry, mentions } from '../config/entries.ts';
import { refusedNames } from '../gateway/ledger.ts';

/** What is refused shortly before an agent falls silent is what it falls silent over. */
const JUST_BEFORE_MS = 60_000;

/**
 * Since when a refusal can be what an agent waits for (pure): since its last turn began or, of an agent that tells of no
 * turns, since it last showed something. Undefined where nothing tells that.
 */
export function refusedCountsSince(reports: readonly Report[]): string | undefined {
  const last = reports.at(-1);
  if (last?.lastActivityAt == null) return undefined;
  const inTurn = reports.findLastIndex(({ turn }) => turn === true);
  if (inTurn === -1) return last.turn === undefined ? last.lastActivityAt : undefined;
  const before = reports.slice(0, inTurn).findLastIndex(({ turn }) => turn !== true);
  const began = Date.parse(reports[before + 1]?.at ?? last.at);
  // The reports may reach less far back than the turn.
  return new Date(Math.min(began, Date.parse(last.lastActivityAt) - JUST_BEFORE_MS)).toISOString();
}

/** The name that was refused last, of those that were asked for first since then (pure): others are refused all the time. */
export function refusedSince(rows: readonly EgressRow[], since: string): RefusedName | undefined {
  return refusedNames(rows.filter(({ firstAt }) => Date.parse(firstAt) >= Date.parse(since)))[0];
}

/** Whether an agent that has been silent since then fell silent over it (pure). */
export function isOver({ lastAt }: RefusedName, silentSince: string): boolean {
  return Date.parse(lastAt) >= Date.parse(silentSince) - JUST_BEFORE_MS;
}

/** Whether a name that was refused still is (pure). */
export function isStillRefused(
  { name }: RefusedName,
  { isolation, preset }: Pick<Container, 'isolation' | 'preset'>,
): boolean {
  if (preset === 'open') return false;
  const entries = isolation.domains.flatMap((text) => findEntry(text) ?? []);
  return !entries.some((entry) => mentions(entry, name));
}
