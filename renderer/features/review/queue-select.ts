import type { Container, ContainerState } from '../../../electron/contract/containers.ts';
import type { Overlap, OverlapPair } from '../../../electron/contract/overlap.ts';
import { ownCommits } from '../../../electron/contract/reports.ts';
import { count, sentence } from '../../ui/format.ts';

/** Who has ended waits for a look; who still works may change it all; who is down gives nothing until it is started. */
const NEED: Readonly<Record<ContainerState, number>> = {
  finished: 0,
  dormant: 1,
  'needs-you': 2,
  stalled: 3,
  limit: 3,
  quiet: 3,
  running: 4,
  starting: 4,
  error: 5,
  interrupted: 5,
  stopped: 6,
  incomplete: 6,
};

/** Containers that have something to bring back that was not merged: those that have ended first, and of them who has waited longest (pure). */
export function queueOf(containers: Readonly<Record<string, Container>>): Container[] {
  return Object.values(containers)
    .filter((container) => container.merged !== true && (commitsOf(container) > 0 || (container.git?.changed ?? 0) > 0))
    .toSorted(
      (a, b) => NEED[a.state] - NEED[b.state] || a.since.localeCompare(b.since) || a.name.localeCompare(b.name),
    );
}

/** How many of them have ended, and wait for a look (pure). */
export function waitingIn(containers: Readonly<Record<string, Container>>): number {
  return queueOf(containers).filter(({ state }) => NEED[state] <= NEED.dormant).length;
}

/** Commits since its start, as it last reported. */
export function commitsOf({ git }: Pick<Container, 'git'>): number {
  return git === null ? 0 : (git.sinceBase ?? ownCommits(git));
}

/** `3 commits, 2 files not committed`, as the container reports it. */
export function workText({ git }: Pick<Container, 'git'>): string {
  const commits = commitsOf({ git });
  const changed = git?.changed ?? 0;
  return [
    ...(commits > 0 ? [count(commits, 'commit')] : []),
    ...(changed > 0 ? [`${count(changed, 'file')} not committed`] : []),
  ].join(', ');
}

/** Changes when a container reports other work than before. */
export function workStamp({ git, branch }: Pick<Container, 'git' | 'branch'>): string {
  return [git?.branch ?? branch, git?.sinceBase, git?.changed, git?.ahead].join(' ');
}

/** How a container's work goes together with that of others, and with what is checked out in its project. */
export interface Meetings {
  /** Those that do not merge with it. */
  readonly conflicts: readonly OverlapPair[];
  /** Those that change the same lines, and merge. */
  readonly near: readonly OverlapPair[];
  /** It against the project's branch; undefined: not compared. */
  readonly onto: Overlap['works'][number] | undefined;
  readonly base: Overlap['base'];
  /** Why it was not compared. */
  readonly left: string | null;
}

/** What an overlap says of one container (pure). */
export function meetingsOf({ pairs, works, left, base }: Overlap, name: string): Meetings {
  const own = pairs.filter(({ one, other }) => one === name || other === name);
  return {
    conflicts: own.filter(({ meeting }) => meeting === 'conflict'),
    near: own.filter(({ meeting, files }) => meeting !== 'conflict' && files.some(({ lines }) => lines.length > 0)),
    onto: works.find(({ container }) => container === name),
    base,
    left: left.find(({ container }) => container === name)?.why ?? null,
  };
}

/** The other one of a pair. */
export function otherOf({ one, other }: OverlapPair, name: string): string {
  return one === name ? other : one;
}

/** The shortest word about how a container's work meets others, and its sentence; null: it meets nobody. */
export interface Badge {
  readonly kind: 'conflict' | 'near';
  readonly word: string;
  readonly why: string;
}

/** What stands at a container of the queue (pure). */
export function badgeOf(
  { conflicts, near, onto, base }: Meetings,
  { name, said }: { readonly name: string; readonly said: (name: string) => string },
): Badge | null {
  const others = conflicts.map((pair) => said(otherOf(pair, name)));
  const isApart = onto?.meeting === 'conflict';
  if (isApart || others.length > 0) {
    const against = [...(isApart ? [base?.branch ?? 'its project'] : []), ...others];
    return { kind: 'conflict', word: 'Conflict', why: `Does not merge with ${sentence(against)}` };
  }
  if (near.length === 0) return null;
  const why = `Changes the same lines as ${sentence(near.map((pair) => said(otherOf(pair, name))))}`;
  return { kind: 'near', word: 'Overlap', why };
}
