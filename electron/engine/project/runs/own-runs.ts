import { join } from 'node:path';
import { z } from 'zod';
import { CallerId } from '../../../contract/ids.ts';
import type { Context } from '../../context.ts';
import { editRecord } from '../../disk/edit.ts';
import { readRecord } from '../../disk/read.ts';

/**
 * `~/.maestro/ours/runs.json`: the runs that this user began here and that are not over. A project's own files come from
 * anywhere, an agent's branch included: alone they launch nothing.
 */
const OwnRuns = z.looseObject({ runs: z.array(CallerId) });

const MOST = 1_000;

/** Whether this user began a run, on this machine. FILE_DAMAGED. */
export function isOwnRun(context: Pick<Context, 'paths'>, id: string): boolean {
  return readRecord(pathOf(context), OwnRuns)?.runs.some((own) => own === id) ?? false;
}

/** Says that this user began it, or that it is over. FILE_DAMAGED, LOCK_HELD. */
export async function markOwnRun(context: Pick<Context, 'paths'>, id: CallerId, isOwn: boolean): Promise<void> {
  const lock = { folder: context.paths.locks, name: 'own-runs' };
  await editRecord({ path: pathOf(context), schema: OwnRuns, lock }, (file = { runs: [] }) => {
    const others = file.runs.filter((own) => own !== id);
    return { ...file, runs: isOwn ? [...others, id].slice(-MOST) : others };
  });
}

function pathOf({ paths }: Pick<Context, 'paths'>): string {
  return join(paths.home, 'ours', 'runs.json');
}
