import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { fail } from '../errors.ts';
import type { Kind } from '../running.ts';

/** The merges of this engine that can still be called off. */
const MERGES: Kind<AbortController> = { name: 'merge' };

/**
 * Does a merge that `cancelMerge` can end. What it is given ends the work until it says that the merge lands now, and is
 * whole from then on. CANCELLED.
 */
export async function callable<Result>(
  context: Context,
  name: ContainerName,
  work: (context: Context, lands: () => void) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const merges = context.running.of(MERGES);
  const id = `${name} ${performance.now()}`;
  const cut = AbortSignal.any([stop.signal, context.closing]);
  const lands = (): void => {
    cut.throwIfAborted();
    merges.delete(id);
  };
  merges.set(id, stop);
  try {
    return await work({ ...context, closing: cut }, lands);
  } catch (error) {
    if (merges.has(id) && cut.aborted) throw fail('CANCELLED', 'The merge was cancelled.', { cause: error });
    throw error;
  } finally {
    merges.delete(id);
  }
}

/** Ends the merges of a container that have not landed. One that is about to is done all the same. */
export function cancelMerge(context: Context, { name }: { readonly name: ContainerName }): Promise<void> {
  for (const [id, stop] of context.running.of(MERGES)) if (id.startsWith(`${name} `)) stop.abort();
  return Promise.resolve();
}
