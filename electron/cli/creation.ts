import type { CallerId } from '../contract/ids.ts';
import type { Engine } from '../engine/engine.ts';
import { fail } from '../engine/errors.ts';
import type { Output } from './output/output.ts';
import { creationRows, showing } from './output/progress.ts';

/** Waits for a creation, showing its progress. Ctrl-C undoes what was made; a second one leaves at once. */
export async function cancellable<Made>(
  { engine, id, out, stop }: { engine: Engine; id: CallerId; out: Output; stop?: AbortController },
  work: Promise<Made>,
): Promise<Made> {
  let asked = 0;
  const cancel = (): void => {
    asked += 1;
    if (asked > 1) process.exit(130);
    out.note('Cancelling, and undoing what was made …');
    stop?.abort(fail('CREATE_CANCELLED', 'The creation was cancelled.'));
    engine.client.containers
      .cancelCreate({ id })
      .catch((error: unknown) => engine.context.log.warn({ err: error }, 'cancel failed'));
  };
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  try {
    if (out.json) return await work;
    return await showing(
      engine.context.state,
      (snapshot, live) => creationRows(snapshot.creations[id], snapshot.imageBuild, live),
      work,
    );
  } finally {
    process.removeListener('SIGINT', cancel).removeListener('SIGTERM', cancel);
  }
}
