import { fail } from '../../errors.ts';
import type { Entry } from './look.ts';
import { type Packing, packEntries } from './pack.ts';
import type { Tree } from './tree.ts';

/** git packs a repository anew in far fewer moves than these. */
const MOST_ROUNDS = 50;

/**
 * What git has put elsewhere while it was copied: where objects have vanished, their stores are listed again for what
 * is new in them, until nothing vanishes any more. COPY_FAILED where that does not end.
 */
export async function* packLater(trees: readonly Tree[], packing: Packing): AsyncGenerator<Buffer, void, void> {
  const { vanished } = packing.remarks;
  for (let known = 0, round = 0; vanished.length > known; round += 1) {
    if (round === MOST_ROUNDS) throw endless(trees);
    known = vanished.length;
    yield* packEntries(listAgain(trees, new Set(vanished)), packing);
  }
}

async function* listAgain(
  trees: readonly Tree[],
  gone: ReadonlySet<string>,
): AsyncGenerator<readonly Entry[], void, void> {
  for (const tree of trees) for (const store of tree.stores) yield* store(gone);
}

function endless([project]: readonly Tree[]): Error {
  return fail('COPY_FAILED', `Something packs the repository of ${project?.root} again and again.`, {
    hints: ['Wait until git has finished there (git gc, git repack, git maintenance), then try again.'],
  });
}
