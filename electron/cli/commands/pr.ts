import { z } from 'zod';
import type { PullRequest } from '../../contract/pullRequests.ts';
import type { Review } from '../../contract/review.ts';
import type { Call } from '../arguments/command.ts';
import { oneContainer, readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import { counted, riskTable } from '../output/review.ts';
import { plain } from '../output/text.ts';
import { lines, ok } from '../output/words.ts';
import { confirm } from '../prompt.ts';

const Flags = z.object({
  branch: z.string().optional(),
  into: z.string().optional(),
  remote: z.string().optional(),
  draft: z.boolean().default(false),
  force: z.boolean().default(false),
});
type Flags = z.output<typeof Flags>;

/** Pushes a container's branch and opens a pull request, after a look at what would act on other machines. */
export async function run(call: Call): Promise<undefined> {
  const flags = readFlags(Flags, call);
  const wanted = oneContainer(call, 'pr');
  const { branch = null, into = null, remote = null, draft } = flags;
  const made = await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    const seen = await engine.client.review.look({ name, committed: true });
    if (!(await agreed(call, seen, flags))) return undefined;
    return engine.client.pullRequests.open({ name, tip: seen.tip, branch, into, remote, draft });
  });
  call.out.result(made ?? { kind: null }, () => (made === undefined ? 'Nothing was pushed.' : told(made, wanted)));
}

/** Whoever publishes work sees first what in it acts by itself. */
async function agreed({ out }: Call, { risks, uncommitted, rewritten }: Review, { force }: Flags): Promise<boolean> {
  if (rewritten) out.note('Its history was written anew below the commit that it began at.');
  const left = counted(uncommitted, 'file is', 'files are');
  if (left !== '') out.note(`${left} not committed in the container, and not part of this.`);
  if (risks.length === 0) return true;
  out.note(riskTable(risks));
  const many = counted(risks.length, 'change', 'changes');
  const instead = 'Look at it with maestro diff, then add --force.';
  return force || confirm(`Push, with ${many} that would act where it is taken?`, 'no', instead);
}

function told(made: PullRequest, wanted: string): string {
  const { branch, remote, oid } = made;
  if (made.kind === 'opened')
    return lines(
      ok(`Pushed ${wanted} to ${plain(remote)} as ${plain(branch)}, ${oid.slice(0, 10)}.`),
      made.url === null ? undefined : `${made.already ? 'Its pull request' : 'Pull request'}: ${plain(made.url)}`,
    );
  const why = made.why === 'remote' ? `${plain(remote)} is not GitHub` : 'gh is not on this machine';
  return lines(`Nothing was pushed: ${why}. It is fetched; this pushes it:`, '', `  ${plain(made.command)}`);
}
