import type { Image } from '../../contract/images.ts';
import { sizeText } from '../../contract/text.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from './output.ts';
import { buildRows, showing } from './progress.ts';
import { table } from './printed-table.ts';

/** Maestro's images as a table. */
export function imageTable(images: readonly Image[]): string {
  return table(
    ['IMAGE', 'TAG', 'SIZE', 'CREATED', 'STATE', 'USED BY'],
    images.map((image) => [
      image.target,
      image.tag,
      sizeText(image.sizeBytes),
      image.createdAt.slice(0, 16).replace('T', ' '),
      image.current ? 'current' : 'outdated',
      image.usedBy === 0 ? '-' : String(image.usedBy),
    ]),
  );
}

/** Waits for a build, showing its progress; Ctrl-C cancels it. */
export async function untilCancelled<Result>(engine: Engine, out: Output, build: Promise<Result>): Promise<Result> {
  const cancel = (): void => {
    out.note('Cancelling …');
    engine.client.images
      .cancelBuild()
      .catch((error: unknown) => engine.context.log.warn({ err: error }, 'cancel failed'));
  };
  process.once('SIGINT', cancel);
  try {
    if (out.json) return await build;
    return await showing(engine.context.state, (snapshot, live) => buildRows(snapshot.imageBuild, live), build);
  } finally {
    process.removeListener('SIGINT', cancel);
  }
}
