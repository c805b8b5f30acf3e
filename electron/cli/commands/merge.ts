import { z } from 'zod';
import { ContainerName } from '../../contract/ids.ts';
import {
  conflictPrompt,
  type GivenBase,
  type Merged,
  type MergeWay,
  type Review,
  type Unmerged,
} from '../../contract/review.ts';
import type { Message } from '../../contract/talk.ts';
import type { Engine } from '../../engine/engine.ts';
import { isProblem } from '../../engine/errors.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { oneContainer, readFlags } from '../arguments/input.ts';
import { projectAround } from '../checkout.ts';
import { endSignal } from '../ending.ts';
import { withEngine } from '../engine.ts';
import { problemIn } from '../failure.ts';
import { containerNamed } from '../output/network.ts';
import { counted, riskTable } from '../output/review.ts';
import { plain } from '../output/text.ts';
import { lines, next, ok, undo } from '../output/words.ts';
import { confirm } from '../prompt.ts';

const Flags = z.object({
  rebase: z.boolean().default(false),
  squash: z.boolean().default(false),
  'ff-only': z.boolean().default(false),
  into: z.string().optional(),
  force: z.boolean().default(false),
  'send-conflicts': z.boolean().default(false),
  undo: z.boolean().default(false),
});
type Flags = z.output<typeof Flags>;

/** Merges a container's branch into one of its project's, after a look at what would act on this machine. */
export async function run(call: Call): Promise<number | undefined> {
  const flags = readFlags(Flags, call);
  if (flags.undo) return takeBack(call, flags);
  const wanted = oneContainer(call, 'merge');
  const way = wayOf(flags);
  const merged = await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    const seen = await engine.client.review.look({ name, committed: true });
    if (!(await agreed(call, seen, flags))) return undefined;
    const wish = { name, tip: seen.tip, into: flags.into ?? null, way };
    return callingOff(engine, wish, () =>
      flags['send-conflicts'] ? mergeOrSend(engine, wish) : engine.client.review.merge(wish),
    );
  });
  if (merged !== undefined && 'conflicts' in merged) {
    call.out.result({ merged: null, ...merged }, () => sentText(merged, wanted));
    return 1;
  }
  call.out.result(merged ?? { merged: null }, () =>
    merged === undefined ? 'Nothing was merged.' : told(merged, wanted),
  );
  return undefined;
}

interface Wish {
  readonly name: ContainerName;
  readonly tip: string;
  readonly into: string | null;
  readonly way: MergeWay;
}

/** Whoever ends it here has nothing changed, unless the merge lands already. */
function callingOff<Result>({ client, context }: Engine, { name }: Wish, work: () => Promise<Result>): Promise<Result> {
  endSignal().addEventListener('abort', () => {
    client.review.cancelMerge({ name }).catch((error: unknown) => context.log.warn({ err: error }, 'cancel failed'));
  });
  return work();
}

/** What an agent was given and told of a merge that conflicts. */
interface Sent {
  readonly given: GivenBase;
  readonly conflicts: string[];
  readonly waiting: readonly Message[];
}

async function mergeOrSend({ client }: Engine, wish: Wish): Promise<Merged | Sent> {
  try {
    return await client.review.merge(wish);
  } catch (error) {
    const { code, detail } = await problemIn(error);
    if (code !== 'MERGE_CONFLICT') throw error;
    const { name, into, way } = wish;
    const conflicts = detail ?? '';
    const given = await client.review.giveBase({ name, into });
    const waiting = await client.talk.send({ name, text: conflictPrompt(given, { conflicts, way }) });
    return { given, conflicts: conflicts.split('\n'), waiting };
  }
}

function sentText({ given: { into, ref }, conflicts, waiting }: Sent, wanted: string): string {
  return lines(
    `Nothing was merged: ${wanted} conflicts with ${plain(into)} in`,
    conflicts.map((path) => `  ${plain(path)}`),
    waiting.length === 0
      ? 'Its agent was told to resolve that.'
      : 'Its agent is told to resolve that as soon as it can take a message.',
    `It has ${plain(into)} as ${plain(ref)}.`,
    next(`maestro diff ${wanted}, and merge again when it is done`),
  );
}

function wayOf(flags: Flags): MergeWay {
  const [way = 'merge', ...more] = (['rebase', 'squash', 'ff-only'] as const).filter((name) => flags[name]);
  if (more.length > 0) throw new UsageError('--rebase, --squash and --ff-only exclude each other.', 'Use one of them.');
  return way;
}

/** Whoever merges sees first what would act on their machine. */
async function agreed({ out }: Call, { risks, uncommitted }: Review, { force }: Flags): Promise<boolean> {
  const left = counted(uncommitted, 'file is', 'files are');
  if (left !== '') out.note(`${left} not committed in the container, and not part of this.`);
  if (risks.length === 0) return true;
  out.note(riskTable(risks));
  const many = counted(risks.length, 'change', 'changes');
  return (
    force ||
    confirm(
      `Merge, with ${many} that would act on this machine?`,
      'no',
      'Look at it with maestro diff, then add --force.',
    )
  );
}

function told({ into, before, after, commits, checkout }: Merged, wanted: string): string {
  return lines(
    ok(
      `Merged ${wanted} into ${plain(into)}: ${counted(commits, 'commit', 'commits')}, ${before.slice(0, 10)}..${after.slice(0, 10)}.`,
    ),
    checkout === null ? undefined : `The files in ${plain(checkout)} are up to date with it.`,
    undo(`maestro merge ${wanted} --undo`),
  );
}

async function takeBack(call: Call, flags: Flags): Promise<undefined> {
  const wanted = call.args.length === 0 ? null : oneContainer(call, 'merge');
  if (flags.into !== undefined || wayOf(flags) !== 'merge')
    throw new UsageError('--undo takes back the last merge as it was.', 'maestro merge NAME --undo');
  const undone = await withEngine(async (engine) => engine.client.review.unmerge(await placeOf(engine, wanted)));
  call.out.result(undone, () => taken(undone));
}

function taken({ into, before, after }: Unmerged): string {
  return ok(`${plain(into)} is at ${before.slice(0, 10)} again; ${after.slice(0, 10)} is still in the repository.`);
}

/** The project of a container; of one that is gone, the one around this folder. */
async function placeOf(
  engine: Engine,
  wanted: string | null,
): Promise<{ name: ContainerName | null; project: string }> {
  if (wanted === null) return { name: null, project: await projectAround() };
  const { getContainer } = await import('../../engine/containers/list.ts');
  try {
    const { name, project } = await getContainer(engine.context, wanted);
    return { name, project: project.path };
  } catch (error) {
    const { success, data } = ContainerName.safeParse(wanted);
    if (!success || !isProblem(error, 'CONTAINER_NOT_FOUND')) throw error;
    return { name: data, project: await projectAround() };
  }
}
