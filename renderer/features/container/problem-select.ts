import type { Container } from '../../../electron/contract/containers.ts';
import type { Creation } from '../../../electron/contract/creation.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';

/** What a person wants a container to be. */
export type Wanted = 'running' | 'restarted' | 'restarted whole' | 'stopped' | 'removed';

/** What could not be done for a container, and what it was to become: once it is that, the problem is over. */
export interface Failed {
  readonly problem: Problem;
  readonly wanted: Wanted;
  /** It was that already: nothing but the user takes the problem away. */
  readonly stays: boolean;
}

type Known = Pick<Snapshot, 'containers' | 'docker'>;

/** Whether what failed has come about all the same, or nothing is left of which it could. */
export function isOvercome(wanted: Wanted, container: Container | undefined): boolean {
  if (container === undefined) return true;
  if (wanted === 'removed') return false;
  if (wanted.startsWith('restarted')) return container.agentProcess?.state === 'running';
  return (container.docker === 'running') === (wanted === 'running');
}

/** What could not be done and still is not, the same failure of several containers as one; without what the page tells already. */
export function openProblems(
  failed: Readonly<Record<string, Failed>>,
  { containers, docker }: Known,
): { readonly names: readonly string[]; readonly problem: Problem }[] {
  const groups = new Map<string, { names: string[]; problem: Problem }>();
  for (const [name, { problem, wanted, stays }] of Object.entries(failed)) {
    const isOver = stays ? containers[name] === undefined : isOvercome(wanted, containers[name]);
    if (isOver || isTold(problem, docker)) continue;
    const key = `${problem.code} ${problem.sentence}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { names: [name], problem });
    else group.names.push(name);
  }
  return [...groups.values()];
}

const NO_DOCKER = new Set(['DOCKER_UNREACHABLE', 'DOCKER_DENIED']);

function isTold(problem: Problem, docker: Snapshot['docker']): boolean {
  return docker.state === 'unreachable' && NO_DOCKER.has(problem.code);
}

const OF_IMAGES = new Set(['IMAGE_BUILD_FAILED', 'BASE_IMAGE_MISSING']);

/** What a creation that failed for want of an image says: the reason stands once, at the build itself. */
export function imageNews({ problem }: Pick<Creation, 'problem'>, build: Snapshot['imageBuild']): string | undefined {
  if (problem === null || !OF_IMAGES.has(problem.code)) return undefined;
  if (build?.state === 'running') return 'Its image is being built now. Retry when that is done.';
  if (build?.state === 'failed') return 'Its image could not be built; the reason stands above.';
  return build === null || build.state === 'done' ? 'Its image was missing then. Retry now.' : undefined;
}

/** Whether the number of containers is known: without Docker only the last reading is. */
export function countsAreKnown({
  containers,
  docker,
  loaded,
}: Pick<Snapshot, 'containers' | 'docker' | 'loaded'>): boolean {
  return loaded && (docker.state === 'ready' || Object.keys(containers).length > 0);
}
