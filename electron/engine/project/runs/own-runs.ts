import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { CallerId } from '../../../contract/ids.ts';
import { Run } from '../../../contract/runs.ts';
import type { Context } from '../../context.ts';
import { editRecord } from '../../disk/edit.ts';
import { readRecord } from '../../disk/read.ts';

/**
 * `~/.maestro/ours/runs.json`: the runs that this user began here and that go on, with what they decided. A project's own
 * files come from anywhere, an agent's branch included: alone they launch nothing, and change nothing of what is launched.
 */
const OwnRuns = z.looseObject({ runs: z.array(z.looseObject({ id: CallerId, decided: z.string() })) });

const MOST = 1_000;

/** Whether this user began a run on this machine, just as it stands now. FILE_DAMAGED. */
export function isOwnRun(context: Pick<Context, 'paths'>, run: Run): boolean {
  const own = readRecord(pathOf(context), OwnRuns)?.runs.find(({ id }) => id === run.id);
  return own?.decided === decidedBy(run);
}

/** Says that this user lets it run as it stands. FILE_DAMAGED, LOCK_HELD. */
export function ownRun(context: Pick<Context, 'paths'>, run: Run): Promise<void> {
  return edit(context, run.id, [{ id: run.id, decided: decidedBy(run) }]);
}

/** Says that it runs no longer. FILE_DAMAGED, LOCK_HELD. */
export function disownRun(context: Pick<Context, 'paths'>, { id }: Pick<Run, 'id'>): Promise<void> {
  return edit(context, id, []);
}

async function edit(
  context: Pick<Context, 'paths'>,
  id: Run['id'],
  added: z.infer<typeof OwnRuns>['runs'],
): Promise<void> {
  const lock = { folder: context.paths.locks, name: 'own-runs' };
  await editRecord({ path: pathOf(context), schema: OwnRuns, lock }, (file = { runs: [] }) => {
    const others = file.runs.filter((own) => own.id !== id);
    return { ...file, runs: [...others, ...added].slice(-MOST) };
  });
}

/** What a run's user decided: all but how it stands. */
const Decided = Run.pick({ parallel: true, until: true, budgetUsd: true, keepGoing: true, seals: true, wishes: true });

/** The schema gives the order of the keys. */
function decidedBy(run: Run): string {
  return createHash('sha256')
    .update(JSON.stringify(Decided.parse(run)))
    .digest('hex');
}

function pathOf({ paths }: Pick<Context, 'paths'>): string {
  return join(paths.home, 'ours', 'runs.json');
}
