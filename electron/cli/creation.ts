import { type Creation, PHASE_WORDS } from '../contract/creation.ts';
import type { CallerId } from '../contract/ids.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { Engine } from '../engine/engine.ts';
import { fail } from '../engine/errors.ts';
import type { Output } from './output/output.ts';
import { creationRows, type Row, showing } from './output/progress.ts';
import { plain } from './output/text.ts';

interface Waiting {
  readonly engine: Engine;
  /** One creation, or several at the same time. */
  readonly id: CallerId | readonly CallerId[];
  readonly out: Output;
  readonly stop?: AbortController;
}

/** Waits for creations, showing their progress. Ctrl-C undoes what was made; a second one leaves at once. */
export async function cancellable<Made>({ engine, id, out, stop }: Waiting, work: Promise<Made>): Promise<Made> {
  const ids = [id].flat();
  let asked = 0;
  const cancel = (): void => {
    asked += 1;
    if (asked > 1) process.exit(130);
    out.note('Cancelling, and undoing what was made …');
    stop?.abort(fail('CREATE_CANCELLED', 'The creation was cancelled.'));
    for (const one of ids)
      engine.client.containers
        .cancelCreate({ id: one })
        .catch((error: unknown) => engine.context.log.warn({ err: error }, 'cancel failed'));
  };
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  try {
    if (out.json) return await work;
    return await showing(
      engine.context.state,
      (snapshot, live) => ids.flatMap((one) => rowsOf(snapshot, { id: one, isOne: ids.length === 1, live })),
      work,
    );
  } finally {
    process.removeListener('SIGINT', cancel).removeListener('SIGTERM', cancel);
  }
}

/** Of several, each says which it is, and shows the step that it is at alone. */
function rowsOf(
  { creations, imageBuild }: Snapshot,
  { id, isOne, live }: { readonly id: CallerId; readonly isOne: boolean; readonly live: boolean },
): Row[] {
  const creation = creations[id];
  if (isOne || creation === undefined) return creationRows(creation, imageBuild, live);
  const name = creation.name ?? creation.branch ?? creation.agent;
  const at = creation.phases.findLast(({ state }) => state !== 'waiting');
  if (at === undefined) return [];
  const words = creation.state === 'running' ? PHASE_WORDS[at.id] : CREATION_WORDS[creation.state];
  return [
    { key: `${id} ${words}`, text: `  ${plain(name)}  ${words}`, settled: !live || creation.state !== 'running' },
  ];
}

const CREATION_WORDS: Readonly<Record<Exclude<Creation['state'], 'running'>, string>> = {
  cancelling: 'cancelling',
  failed: 'failed',
  cancelled: 'cancelled',
  done: 'is ready',
};
