import { z } from 'zod';
import type { Review } from '../../contract/review.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { oneContainer, readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import { counted, fileTable, riskTable, shownPatch } from '../output/review.ts';
import { plain } from '../output/text.ts';
import { lines } from '../output/words.ts';

const Flags = z.object({
  stat: z.boolean().default(false),
  'name-only': z.boolean().default(false),
  committed: z.boolean().default(false),
});

/** Shows what a container changed since its start. */
export async function run(call: Call): Promise<undefined> {
  const flags = readFlags(Flags, call);
  if (flags.stat && flags['name-only'])
    throw new UsageError('--stat and --name-only exclude each other.', 'Use one of them.');
  const wanted = oneContainer(call, 'diff');
  const patch = !flags.stat && !flags['name-only'];
  const review = await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    return engine.client.review.look({ name, patch, committed: flags.committed });
  });
  if (review.rewritten) call.out.note('Its history was written anew below the commit that it began at.');
  if (review.cut) call.out.note('The patch is too long to be shown as a whole.');
  const { out } = call;
  out.result(review, () => {
    if (flags['name-only']) return review.files.map(({ path }) => plain(path)).join('\n');
    return review.patch === null ? summary(review) : shownPatch(review.patch, out.paint) || 'Nothing was changed.';
  });
}

function summary(review: Review): string {
  const { branch, commits, files, uncommitted, risks } = review;
  if (files.length === 0) return 'Nothing was changed.';
  const parts = [
    counted(commits.length, 'commit', 'commits'),
    counted(files.length, 'file', 'files'),
    counted(uncommitted, 'of them not committed', 'of them not committed'),
  ];
  return lines(
    `${plain(branch)}: ${parts.filter((part) => part !== '').join(', ')}`,
    fileTable(review),
    risks.length === 0 ? undefined : ['', riskTable(risks)],
  );
}
