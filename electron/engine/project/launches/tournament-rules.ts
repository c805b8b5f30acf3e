import type { Launch } from '../../../contract/launches.ts';
import type { Score } from '../../../contract/tournaments.ts';
import type { Seen } from './follow-rules.ts';

/** A launch that has its container. */
export type Made = Launch & { readonly container: NonNullable<Launch['container']> };

/** The launches that compete for being a feature's work (pure): none where one alone, or a picked one, is it. */
export function copiesOf(launches: readonly Launch[]): readonly Made[] {
  const made = launches.filter((launch): launch is Made => launch.container !== null);
  const tournament = made.at(-1)?.tournament;
  const copies = tournament === undefined ? [] : made.filter((one) => one.tournament === tournament);
  return copies.length > 1 ? copies : [];
}

/** What is to be remembered of a copy by what is seen of it (pure); undefined: nothing. */
export function copyMarks(launch: Launch, seen: Seen): Launch | undefined {
  if (seen.kind === 'handed-in') return launch.handedIn === seen.head ? undefined : { ...launch, handedIn: seen.head };
  if (seen.kind === 'ended') return launch.ended === undefined ? { ...launch, ended: seen.why } : undefined;
  if (seen.kind !== 'works' || launch.ended === undefined) return undefined;
  const { ended: _ended, ...again } = launch;
  return again;
}

/**
 * What a feature at work is by its copies (pure): in review as soon as nobody works on it any more and one has handed its
 * work in, open again where none has; undefined while one works, or asks. A question calls by itself, and holds no other up.
 */
export function statusOfCopies(copies: readonly Launch[]): 'review' | 'pending' | undefined {
  if (copies.some(({ handedIn, ended }) => handedIn === undefined && ended === undefined)) return undefined;
  return copies.some(({ handedIn }) => handedIn !== undefined) ? 'review' : 'pending';
}

/**
 * The launches after a pick (pure): the picked one is the last, and in no tournament any more; the others are over.
 */
export function afterPick(launches: readonly Launch[], picked: Made): Launch[] {
  const { tournament, ...rest } = picked;
  const why = `${picked.container} was picked.`;
  const others = launches.filter(({ id }) => id !== picked.id);
  const over = others.map((one) => (one.tournament === tournament ? { ...one, ended: one.ended ?? why } : one));
  return [...over, { ...rest, ...(tournament !== undefined && { picked: tournament }) }];
}

/** The best proven first; of those that are alike, who has handed its work in, failed least, and changes least (pure). */
export function byEvidence(one: Score, other: Score): number {
  return (
    other.proofs.passed - one.proofs.passed ||
    Number(other.handedIn) - Number(one.handedIn) ||
    one.proofs.failed - other.proofs.failed ||
    linesOf(one) - linesOf(other) ||
    one.shortName.localeCompare(other.shortName)
  );
}

function linesOf({ diff }: Score): number {
  return diff === null ? Number.MAX_SAFE_INTEGER : diff.added + diff.removed;
}
