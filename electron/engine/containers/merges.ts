import type { Container } from '../../contract/containers.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { problemOf } from '../errors.ts';
import { findKept, keep, unkeep } from './kept.ts';

/**
 * Keeps which commit of a container was merged last, or forgets it, and shows that. The merge is done by then: where this
 * cannot be written down, the work stays in the queue.
 */
export async function keepMerged(context: Context, name: ContainerName, tip: string | null): Promise<void> {
  try {
    await (tip === null ? unkeep(context, name, 'merged') : keep(context, name, { what: 'merged', text: tip }));
  } catch (error) {
    context.log.warn({ container: name, problem: problemOf(error) }, 'what was merged cannot be written down');
    return;
  }
  const shown = context.state.snapshot.containers[name];
  if (shown !== undefined)
    context.state.change({ containers: { [name]: { ...shown, merged: isMerged(shown.git, tip ?? undefined) } } });
}

/** The commit of a container that was merged last; undefined where none was. */
export function findMerged(context: Context, name: ContainerName): string | undefined {
  return findKept(context, name, 'merged');
}

/** Whether a container is where its last merge took it, with nothing beside that (pure). */
export function isMerged(git: Container['git'], tip: string | undefined): boolean {
  return tip !== undefined && git !== null && git.head === tip && git.changed + (git.stashes ?? 0) === 0;
}
