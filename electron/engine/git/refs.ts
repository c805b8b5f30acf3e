import { fail } from '../errors.ts';
import { git, isCheckout } from './git.ts';

/** A ref that is to move: from what it is now, or from nothing. `to: null` removes it. */
export interface Move {
  readonly ref: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Where Maestro keeps what a container's branches were when they were last fetched. */
export function refOf(container: string, branch: string): string {
  return `refs/maestro/${container}/${branch}`;
}

/** Where the marks of what was reviewed are. No commit counts as being at home because of one. */
export const REVIEWED = 'refs/maestro-reviewed/';

/** Where Maestro keeps what of a container's branch was reviewed last. */
export function reviewedRef(container: string, branch: string): string {
  return `${REVIEWED}${container}/${branch}`;
}

/** Where Maestro keeps which commit of the project a container was given last. */
export function givenRef(container: string): string {
  return `refs/maestro-given/${container}`;
}

/** Removes what is remembered of a container that goes: what was reviewed, and what it was given. GIT_FAILED, REVIEW_MOVED. */
export async function forgetMarks(project: string, container: string): Promise<void> {
  if (!(await isCheckout(project))) return;
  const reviewed = await refsBelow(project, reviewedRef(container, ''));
  const given = await refsBelow(project, givenRef(container));
  const moves = [...reviewed, ...given].map(([ref, from]) => ({ ref, from, to: null }));
  if (moves.length > 0) await moveRefs(project, `forget ${container}`, moves);
}

/** The refs below a folder, with their commits. GIT_FAILED. */
export async function refsBelow(project: string, folder: string): Promise<Map<string, string>> {
  const { stdout } = await git(['for-each-ref', '--format=%(objectname) %(refname)', folder], { folder: project });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]));
}

/** Moves refs of a project, all or none, and keeps what they were in their logs. REVIEW_MOVED where one is not what it was. */
export async function moveRefs(project: string, why: string, moves: readonly Move[]): Promise<void> {
  const zero = moves.map(({ to, from }) => (to ?? from ?? '').replaceAll(/./g, '0')).find((oid) => oid !== '') ?? '';
  const lines = moves.map(({ ref, from, to }) =>
    to === null ? `delete ${ref}\0${from ?? zero}\0` : `update ${ref}\0${to}\0${from ?? zero}\0`,
  );
  const args = ['update-ref', '--create-reflog', '-m', `maestro: ${why}`, '--stdin', '-z'];
  const ran = await git(args, { folder: project, input: lines.join(''), fine: [1, 128] });
  if (ran.ok) return;
  throw fail('REVIEW_MOVED', 'Something else moved these branches at the same time; nothing was changed.', {
    detail: ran.stderr.trim(),
  });
}
