import type { Call } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { imageTable } from '../output/images.ts';

/** Shows Maestro’s images and how many containers use each. */
export async function run({ out }: Call): Promise<undefined> {
  const images = await withEngine(({ client }) => client.images.list());
  out.result(images, () =>
    images.length === 0 ? 'No images yet. Build them: maestro image build' : imageTable(images),
  );
}
