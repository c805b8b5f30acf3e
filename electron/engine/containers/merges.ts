import type { Container } from '../../contract/containers.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { findKept, keep, unkeep } from './kept.ts';

/** Keeps which commit of a container was merged last, or forgets it, and shows that. DISK_FULL, FILE_UNREADABLE. */
export async function keepMerged(context: Context, name: ContainerName, tip: string | null): Promise<void> {
  await (tip === null ? unkeep(context, name, 'merged') : keep(context, name, { what: 'merged', text: tip }));
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
  return tip !== undefined && git !== null && git.head === tip && git.changed === 0;
}
