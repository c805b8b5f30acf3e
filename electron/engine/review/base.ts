import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ContainerName } from '../../contract/ids.ts';
import type { GivenBase } from '../../contract/review.ts';
import { readConfig } from '../config/config.ts';
import { copyIn } from '../containers/carry-in.ts';
import { shortName } from '../containers/describe.ts';
import type { Member } from '../containers/fleet.ts';
import { getMember } from '../containers/lifecycle.ts';
import type { Context } from '../context.ts';
import { runInside } from '../docker/run-inside.ts';
import { fail } from '../errors.ts';
import { findTip } from '../git/git.ts';
import { givenRef, moveRefs, refsBelow } from '../git/refs.ts';
import { headOf } from './fetch.ts';
import { branchOf } from './mark.ts';
import { targetOf } from './merge.ts';
import { inQuarantine, type Quarantine } from './quarantine.ts';

/** A history of any size can be fetched. */
const LONG_MS = 20 * 60_000;

/** Runs in the container, as its agent's user: takes one ref out of a bundle and removes that. */
const PROGRAM = String.raw`
PATH=/usr/bin:/bin
trap 'rm -f "$1"' EXIT
git --no-pager -C /workspace -c core.hooksPath=/dev/null -c core.fsmonitor=false -c gc.auto=0 -c maintenance.auto=false \
  fetch --quiet --no-tags --no-write-fetch-head --no-recurse-submodules "$1" "+$2:$2" && echo taken
`;

/**
 * Brings the tip of a branch of the project into a running container, so that its agent can merge or rebase onto it. Its
 * own branches and files stay as they are. MERGE_REFUSED where it has that commit on its branch already; REVIEW_FAILED, and
 * what fetching fails with.
 */
export async function giveBase(
  context: Context,
  { name, into }: { readonly name: ContainerName; readonly into: string | null },
): Promise<GivenBase> {
  const member = await getMember(context, name);
  const target = targetOf(member.birth.project, into);
  const ref = `refs/maestro/base/${target}`;
  return inQuarantine(context, member, async (quarantine) => {
    const oid = await findTip(member.birth.project, target);
    if (oid === null) throw fail('MERGE_REFUSED', `${member.birth.project} has no branch ${target}.`);
    const here = await bundled(quarantine, { ref, oid, target });
    const inside = `/tmp/.maestro-base-${randomUUID()}.bundle`;
    await copyIn(context, { name, inside, here, force: false });
    const command = ['bash', '-c', PROGRAM, 'bash', inside, ref];
    const said = await runInside(context, { id: member.row.Id, command, user: '1000:1000', limitMs: LONG_MS });
    if (!/(^|\n)taken\n$/.test(said))
      throw fail('REVIEW_FAILED', `${name} did not take ${target}.`, { detail: said.slice(-2000) });
    await keepGiven(context, member, oid);
    return { container: name, branch: branchOf(quarantine.outgoing), into: target, ref, oid };
  });
}

/** From now on its own work begins at what it was given, once that is in its branch. */
async function keepGiven(context: Context, { birth: { name, project } }: Member, oid: string): Promise<void> {
  const short = shortName(name, readConfig(context).prefix);
  const ref = givenRef(short);
  const from = (await refsBelow(project, ref)).get(ref) ?? null;
  if (from !== oid) await moveRefs(project, `give ${short}`, [{ ref, from, to: oid }]);
}

/** A file with what the container's branch lacks of a commit. */
async function bundled(
  quarantine: Quarantine,
  { ref, oid, target }: { readonly ref: string; readonly oid: string; readonly target: string },
): Promise<string> {
  const { git, folder } = quarantine;
  const tip = headOf(quarantine);
  if ((await git(['merge-base', '--is-ancestor', oid, tip], { fine: [1] })).code === 0)
    throw fail('MERGE_REFUSED', `The container’s branch has all of ${target} already.`);
  const file = join(folder, 'base.bundle');
  await git(['update-ref', ref, oid]);
  await git(['bundle', 'create', '--quiet', file, ref, `^${tip}`]);
  return file;
}
