import { z } from 'zod';
import type { CleanupResult } from '../../contract/cleanup.ts';
import { readFlags } from '../arguments/input.ts';
import type { Call } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { plain } from '../output/text.ts';
import { confirm } from '../prompt.ts';

const Flags = z.object({ force: z.boolean().default(false), 'dry-run': z.boolean().default(false) });

/** Removes what is left of containers that are gone, after a question; names what nobody claims. Exit status 1 when one could not go. */
export async function run(call: Call): Promise<number> {
  const { force, 'dry-run': dryRun } = readFlags(Flags, call);
  const { out } = call;
  const { unclaimed, ...result } = await withEngine(async ({ client }) => {
    const plan = await client.containers.volumesPlan();
    for (const { name, parts } of plan.items) out.note(`  ${name}  ${parts.join(', ')}`);
    for (const name of plan.unclaimed)
      out.note(`  ${plain(name)}  unclaimed: it carries no label of Maestro, and stays (docker volume rm removes it)`);
    const question = `Remove what is left of ${plan.items.length} ${plan.items.length === 1 ? 'container' : 'containers'}?`;
    const agreed = plan.items.length > 0 && !dryRun && (force || (await confirm(question, 'no', 'Add --force.')));
    const none: CleanupResult = { removed: [], failed: [] };
    const names = plan.items.map(({ name }) => name);
    const done = agreed ? await client.containers.cleanup({ names }) : none;
    return { ...done, unclaimed: plan.unclaimed };
  });
  out.result({ ...result, unclaimed }, () =>
    result.removed.length === 0 ? 'Nothing was removed.' : `Removed what was left of: ${result.removed.join(', ')}`,
  );
  for (const { name, problem } of result.failed) out.note(`${name}: ${problem.sentence}`);
  return result.failed.length === 0 ? 0 : 1;
}
