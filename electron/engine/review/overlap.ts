import type { ContainerName } from '../../contract/ids.ts';
import type { Overlap, OverlapPair } from '../../contract/overlap.ts';
import { type Member, readFleet } from '../containers/fleet.ts';
import { readConfig } from '../config/config.ts';
import { shortName } from '../containers/describe.ts';
import type { Context } from '../context.ts';
import { problemOf } from '../errors.ts';
import { git } from '../git/git.ts';
import { currentBranch } from '../git/head.ts';
import { headOf } from './fetch.ts';
import { baseOf } from './look.ts';
import { meetingOf, type RunGit, sharedFiles, touchedBy } from './pairs.ts';
import { homeOf, takeIn, withRepository } from './quarantine.ts';

interface Work {
  readonly container: ContainerName;
  readonly branch: string;
  /** Its files as they lie, as a commit. */
  readonly end: string;
  readonly uncommitted: number;
  /** What is in each file that it changed. */
  readonly touched: ReadonlyMap<string, string>;
  readonly git: RunGit;
}

/** At once: each is a process in a container, or one of git's. */
const AT_ONCE = 4;

/**
 * Compares the running containers of a project: which change the same lines, and what does not merge with another or
 * with what is checked out. Everything is merged in memory, in a quarantine. REVIEW_NO_REPOSITORY, GIT_FAILED.
 */
export async function overlapWork(context: Context, { project }: { readonly project: string }): Promise<Overlap> {
  const members = (await readFleet(context)).filter(({ birth }) => birth.project === project);
  const base = await baseIn(project);
  if (members.length === 0) return { project, base, works: [], pairs: [], left: [] };
  const home = await homeOf(project);
  return withRepository(context, home, async (folder) => {
    const left: Overlap['left'] = [];
    const found = await several(members, async (member) => {
      try {
        return [await workOf(context, member, await takeIn(context, { home, folder }, member))];
      } catch (error) {
        left.push({ container: member.birth.name, why: problemOf(error).sentence });
        return [];
      }
    });
    const works = found.flat().sort((one, other) => one.container.localeCompare(other.container));
    const compared = await several(pairsOf(works), ([one, other]) => compare(one, other));
    const pairs = compared.filter(({ fileCount, meeting }) => fileCount > 0 || meeting === 'conflict');
    return { project, base, works: await several(works, (work) => ontoBase(work, base)), pairs: inOrder(pairs), left };
  });
}

async function baseIn(project: string): Promise<Overlap['base']> {
  const call = { folder: project, fine: [1, 128] };
  const oid = (await git(['rev-parse', '--quiet', '--verify', 'HEAD^{commit}'], call)).stdout.trim();
  return oid === '' ? null : { branch: currentBranch(project) ?? null, oid };
}

async function workOf(
  context: Context,
  { birth }: Member,
  quarantine: Awaited<ReturnType<typeof takeIn>>,
): Promise<Work> {
  const short = shortName(birth.name, readConfig(context).prefix);
  const { outgoing } = quarantine;
  const tip = headOf(quarantine);
  const end = outgoing.files ?? tip;
  const { base } = await baseOf(quarantine, { tip, start: birth.baseCommit, short });
  return {
    container: birth.name,
    branch: outgoing.head.replace(/^refs\/heads\//, ''),
    end,
    uncommitted: outgoing.uncommitted,
    touched: await touchedBy(quarantine.git, { base, end }),
    git: quarantine.git,
  };
}

async function ontoBase(
  { container, branch, end, uncommitted, touched, git: run }: Work,
  base: Overlap['base'],
): Promise<Overlap['works'][number]> {
  const met = await meetingOf(run, base?.oid ?? null, end);
  return { container, branch, files: touched.size, uncommitted, ...met };
}

async function compare(one: Work, other: Work): Promise<OverlapPair> {
  const met = await meetingOf(one.git, one.end, other.end);
  const paths = [...one.touched].flatMap(([path, blob]) =>
    other.touched.has(path) && other.touched.get(path) !== blob ? [path] : [],
  );
  const files = await sharedFiles(one.git, { one: one.end, other: other.end, paths, first: met.conflicts });
  return { one: one.container, other: other.container, ...met, files, fileCount: paths.length };
}

function pairsOf(works: readonly Work[]): (readonly [Work, Work])[] {
  return works.flatMap((one, at) => works.slice(at + 1).map((other) => [one, other] as const));
}

function inOrder(pairs: readonly OverlapPair[]): OverlapPair[] {
  const weight = ({ meeting, files }: OverlapPair): number =>
    meeting === 'conflict' ? 0 : files.some(({ lines }) => lines.length > 0) ? 1 : 2;
  return [...pairs].sort((one, other) => weight(one) - weight(other));
}

/** Does the same with each, a few at once, and answers in their order. */
async function several<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const rest = items.entries();
  const worker = async (): Promise<void> => {
    for (const [at, item] of rest) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
