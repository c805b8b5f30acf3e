import type { Call } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { sizeText } from '../../contract/text.ts';

/** Removes the images that are neither current nor used. */
export async function run({ out }: Call): Promise<undefined> {
  const pruned = await withEngine(({ client }) => client.images.prune());
  const count = pruned.removed.length;
  out.result(pruned, () =>
    count === 0
      ? 'Nothing to remove: every image is current or used.'
      : `Removed ${count} ${count === 1 ? 'image' : 'images'}, ${sizeText(pruned.freedBytes)}: ${pruned.removed.map((image) => image.tag).join(', ')}`,
  );
}
