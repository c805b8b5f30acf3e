import type { Container } from '../../../electron/contract/containers.ts';
import type { Creation } from '../../../electron/contract/creation.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { CallerId } from '../../../electron/contract/ids.ts';
import { sizeText } from '../../../electron/contract/text.ts';
import type { TrashEntry, TrashList } from '../../../electron/contract/trash.ts';
import { count, sentence, span } from '../../ui/format.ts';

/** What of the trash goes for good together. */
export type Doomed = TrashList;

/** What would be gone, one sentence a thing. */
export function doomedLines({ entries, damaged }: Doomed): string[] {
  const commits = sum(entries.map((entry) => entry.commits ?? 0));
  const changed = sum(entries.map((entry) => entry.changed ?? 0));
  const unknown = entries.filter((entry) => entry.commits === null && entry.changed === null).length;
  const work = [commits > 0 && count(commits, 'commit'), changed > 0 && count(changed, 'changed file')].filter(
    (part) => part !== false,
  );
  const one = commits + changed === 1;
  return [
    ...(work.length === 0 ? [] : [`${sentence(work)} ${one ? 'goes' : 'go'} for good, unless pushed or fetched.`]),
    ...(unknown === 0 ? [] : [`Of ${count(unknown, 'container')} nobody knows what it had done.`]),
    ...(damaged.length === 0 ? [] : [`${count(damaged.length, 'folder')} cannot be read: nobody knows the content.`]),
    ...(work.length + unknown + damaged.length > 0 ? [] : ['No commits and no changed files.']),
    ...(entries.length === 0 ? [] : [`${sizeText(bytesOf(entries))} become free. Nothing brings this back.`]),
  ];
}

/** What removed containers take on this disk. */
export function bytesOf(entries: readonly TrashEntry[]): number {
  return sum(entries.map(({ bytes }) => bytes));
}

/** How long a removed container is still kept. */
export function keptWords({ keptUntil }: Pick<TrashEntry, 'keptUntil'>, now: number): string {
  const left = Date.parse(keptUntil) - now;
  return left <= 0 ? 'its days are over: it goes within a day' : `kept for ${span(left)} more`;
}

/** A restore that was asked for here. */
export interface Restoring {
  readonly creation: CallerId;
  /** How the call ended; undefined: not yet. */
  readonly end?: { readonly back: Container } | { readonly problem: Problem };
}

/** How a restore is, by its call and by what the host says of its creation. */
export type RestoreState =
  | { readonly kind: 'none' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly creation: Creation }
  | { readonly kind: 'back'; readonly container: Container }
  | { readonly kind: 'failed'; readonly problem: Problem };

interface Known {
  readonly creations: Readonly<Record<string, Creation>>;
  readonly containers: Readonly<Record<string, Container>>;
}

/** A lost call ends no creation: while the host still speaks of one, that counts. */
export function restoreState(restoring: Restoring | undefined, { creations, containers }: Known): RestoreState {
  if (restoring === undefined) return { kind: 'none' };
  const creation = creations[restoring.creation];
  if (creation?.state === 'running' || creation?.state === 'cancelling') return { kind: 'running', creation };
  if (creation?.state === 'cancelled') return { kind: 'none' };
  const { end } = restoring;
  const name = end !== undefined && 'back' in end ? end.back.name : creation?.state === 'done' ? creation.name : null;
  const container = name === null ? undefined : containers[name];
  if (container !== undefined) return { kind: 'back', container };
  const problem = creation?.problem ?? (end !== undefined && 'problem' in end ? end.problem : null);
  if (problem !== null) return { kind: 'failed', problem };
  return end === undefined && name === null ? { kind: 'starting' } : { kind: 'none' };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
