import { z } from 'zod';
import type { Fetched, FetchedRef } from '../../contract/review.ts';
import { type Call } from '../arguments/command.ts';
import { oneContainer, readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import { table } from '../output/printed-table.ts';
import { plain } from '../output/text.ts';
import { lines, next } from '../output/words.ts';
import { counted } from '../output/review.ts';

const Flags = z.object({ branch: z.string().optional() });

/** Brings a container's commits into the project's repository. */
export async function run(call: Call): Promise<undefined> {
  const { branch } = readFlags(Flags, call);
  const wanted = oneContainer(call, 'fetch');
  const fetched = await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    return engine.client.review.fetch({ name, branch: branch ?? null });
  });
  call.out.result(fetched, () => told(fetched));
}

function told({ refs, local, uncommitted, stashes }: Fetched): string {
  const left = [
    counted(uncommitted, 'file that is not committed', 'files that are not committed'),
    counted(stashes, 'stash', 'stashes'),
  ];
  const stays = left.filter((part) => part !== '').join(' and ');
  return lines(
    table(
      ['BRANCH', 'COMMITS', 'IS', 'HERE AS'],
      refs.map((one) => [plain(one.branch), String(one.commits), one.oid.slice(0, 10), `${one.ref}${newsOf(one)}`]),
    ),
    local === null ? undefined : `The branch ${plain(local)} of the project is there too.`,
    stays === '' ? undefined : `Still only in the container: ${stays}.`,
    next(`git log ${plain(refs[0]?.ref ?? '')}`),
  );
}

function newsOf({ oid, was }: FetchedRef): string {
  if (was === null) return ' (new)';
  return was === oid ? ' (as it was)' : ` (was ${was.slice(0, 10)})`;
}
