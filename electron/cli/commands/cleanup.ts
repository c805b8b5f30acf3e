import { z } from 'zod';
import type { CleanupItem, CleanupResult } from '../../contract/cleanup.ts';
import { TRASH_DAYS } from '../../contract/trash.ts';
import type { Engine } from '../../engine/engine.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { chosenByFilter, Filters, isNarrow } from '../chosen.ts';
import { withEngine } from '../engine.ts';
import { readFlags } from '../arguments/input.ts';
import type { Output } from '../output/output.ts';
import { confirm } from '../prompt.ts';
import { plain } from '../output/text.ts';
import { lines } from '../output/words.ts';

const Flags = Filters.extend({
  force: z.boolean().default(false),
  discard: z.boolean().default(false),
  'dry-run': z.boolean().default(false),
});
type Flags = z.output<typeof Flags>;

const NOTHING: CleanupResult = { removed: [], failed: [] };

/**
 * Removes stopped and unfinished containers, or those that are named, after a question that says what would be lost.
 * Exit status 1 when one could not be removed.
 */
export async function run(call: Call): Promise<number> {
  const flags = readFlags(Flags, call);
  const { all, discard } = flags;
  const { out } = call;
  const { items, result } = await withEngine(async (engine) => {
    const items = await planned(engine, call.args, flags);
    if (!(await agreed(items, flags, out))) return { items, result: NOTHING };
    const names = items.map(({ name }) => name);
    return { items, result: await engine.client.containers.cleanup({ names, running: all, discard }) };
  });
  const called = (made: string): string => items.find(({ name }) => name === made)?.shortName ?? made;
  for (const { name, problem } of result.failed) out.note(`${called(name)} could not be removed: ${problem.sentence}`);
  out.result(result, () =>
    result.removed.length === 0
      ? 'Nothing was removed.'
      : lines(
          `Removed: ${result.removed.map(called).join(', ')}`,
          discard ? undefined : `What had begun to work is kept for ${TRASH_DAYS} days: maestro trash list`,
        ),
  );
  return result.failed.length === 0 ? 0 : 1;
}

/** What is named, or what the filters leave of what cleanup offers. */
async function planned(engine: Engine, words: readonly string[], flags: Flags): Promise<CleanupItem[]> {
  const { cleanupPlan } = engine.client.containers;
  if (words.length > 0 && isNarrow(flags))
    throw new UsageError('Names and filters exclude each other.', 'Give names, or filters.');
  if (words.length > 0) return cleanupPlan({ words: [...words] });
  const items = await cleanupPlan({ all: flags.all });
  if (!isNarrow(flags)) return items;
  const left = (await chosenByFilter(engine, flags, () => true)).map(({ name }) => name);
  return items.filter(({ name }) => left.includes(name));
}

/** Says in counts what would go, and asks. */
async function agreed(
  items: readonly CleanupItem[],
  { force, discard, 'dry-run': dryRun }: Flags,
  out: Output,
): Promise<boolean> {
  if (items.length === 0) {
    out.note('Nothing to remove: no container is stopped or unfinished. --all takes running and interrupted ones too.');
    return false;
  }
  for (const item of items) out.note(`  ${item.shortName}  ${loss(item)}`);
  const running = items.filter((item) => item.running).length;
  const what = `${count(items.length, 'container')}${running === 0 ? '' : ` (${running} running)`}`;
  if (dryRun) return false;
  const end = discard ? 'What was not pushed is lost.' : `Their work is kept in the trash for ${TRASH_DAYS} days.`;
  return force || confirm(`Remove ${what} with all volumes? ${end}`, 'no', 'Add --force.');
}

/** What would go with a container. */
function loss({ kind, branch, commits, changed, parts }: CleanupItem): string {
  if (kind === 'unfinished') return 'its creation was cut off';
  if (kind === 'leftover') return `left behind: ${parts.join(', ')}`;
  const where = branch === null ? '' : `${plain(branch)}: `;
  if (commits === null && changed === null) return `${where}what it changed is not known`;
  const lost = [
    (commits ?? 0) > 0 ? `${count(commits ?? 0, 'commit')} since its start` : '',
    (changed ?? 0) > 0 ? count(changed ?? 0, 'changed file') : '',
  ].filter((part) => part !== '');
  return `${where}${lost.length === 0 ? 'nothing changed' : lost.join(', ')}`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
