import type { ContainerName } from '../../contract/ids.ts';
import type { Commit, Review, Risk } from '../../contract/review.ts';
import { readConfig } from '../config/config.ts';
import { shortName } from '../containers/describe.ts';
import { pictureOf } from '../containers/files-rules.ts';
import { getMember } from '../containers/lifecycle.ts';
import type { Context } from '../context.ts';
import { fail } from '../errors.ts';
import { givenRef, refsBelow } from '../git/refs.ts';
import { blobsOf, bytesOf } from './blobs.ts';
import { DIFFERENCES, type Difference, readDifferences } from './diff-rules.ts';
import { headOf } from './fetch.ts';
import { keepCameHome } from './home.ts';
import { branchOf, findReviewed } from './mark.ts';
import type { Outgoing } from './outgoing.ts';
import { inQuarantine, type Quarantine } from './quarantine.ts';
import { risksOf } from './risk-rules.ts';

interface Wanted {
  readonly name: ContainerName;
  readonly patch: boolean;
  readonly committed: boolean;
  readonly since: Exclude<Review['since'], 'commit'>;
  /** The id of one of its commits, or how that begins; null: all of them. */
  readonly commit: string | null;
  readonly blanks: boolean;
  readonly path: string | null;
}

/** Nobody reads more, and a window would not show it. */
const PATCH_CHARACTERS = 4 * 1024 * 1024;
const MOST_COMMITS = 1000;
const SAFE_DIFF = ['--no-color', '--no-ext-diff', '--no-textconv'];

/**
 * What a container changed since its start, since it was reviewed, or since its agent’s last prompt, and what of it would
 * act on this machine. The project is not touched; work that came home by its user’s own git is kept as merged. TURN_UNKNOWN,
 * COMMIT_UNKNOWN, CONTAINER_NOT_FOUND, CONTAINER_NOT_RUNNING, REVIEW_NO_REPOSITORY, REVIEW_FAILED, GIT_FAILED.
 */
export async function lookAtWork(context: Context, wanted: Wanted): Promise<Review> {
  const { name, patch, committed, blanks } = wanted;
  const member = await getMember(context, name);
  const short = shortName(name, readConfig(context).prefix);
  const asked = { ...member, turn: wanted.commit === null && wanted.since === 'turn' };
  return inQuarantine(context, asked, async (quarantine) => {
    const { outgoing, git } = quarantine;
    const tip = headOf(quarantine);
    const branch = branchOf(outgoing);
    const { base: start, rewritten } = await baseOf(quarantine, { tip, start: member.birth.baseCommit, short });
    const reviewed = await findReviewed(quarantine, { short, branch });
    const own = wanted.commit === null ? [] : await commitsOf(quarantine, { base: start, tip });
    const commit = wanted.commit === null ? null : oneOf(own, wanted.commit);
    const since = commit !== null ? 'commit' : wanted.since === 'review' && reviewed === null ? 'start' : wanted.since;
    const base = await beginning({ since, start, reviewed, commit }, quarantine);
    const end = commit?.oid ?? (committed ? tip : (outgoing.files ?? tip));
    const range = [base ?? (await emptyTree(quarantine)), end];
    const compared = await git(['diff', ...SAFE_DIFF, ...DIFFERENCES, ...range]);
    const differences = readDifferences(compared.stdout);
    const only = pathsOf(differences, wanted.path);
    const print = [
      '--literal-pathspecs',
      'diff',
      '-M',
      ...SAFE_DIFF,
      ...(blanks ? [] : ['--ignore-all-space']),
      ...range,
      ...only,
    ];
    const text = patch ? (await git(print)).stdout : null;
    const commits = commit === null ? await commitsOf(quarantine, { base, tip }) : own;
    const isHome = since === 'start' && commits.length > 0 && commits.every((commit) => commit.home);
    if (isHome) await keepCameHome(context, quarantine, { name, tip });
    return {
      container: name,
      branch,
      base,
      tip,
      rewritten,
      since,
      commit,
      turn: outgoing.turn,
      reviewed,
      shown: end,
      commits,
      files: differences.map(({ path, from, kind, added, removed }) => ({ path, from, kind, added, removed })),
      uncommitted: outgoing.uncommitted,
      risks: await risksIn(quarantine, differences),
      pictures: await picturesOf(quarantine, differences, wanted.path),
      patch: text?.slice(0, PATCH_CHARACTERS) ?? null,
      cut: text !== null && text.length > PATCH_CHARACTERS,
    };
  });
}

interface Beginning {
  readonly since: Review['since'];
  readonly start: string | null;
  readonly reviewed: string | null;
  readonly commit: Commit | null;
}

/** What it is compared with; null: nothing is before it. TURN_UNKNOWN. */
async function beginning(
  { since, start, reviewed, commit }: Beginning,
  { outgoing, git }: Quarantine,
): Promise<string | null> {
  if (commit !== null) {
    const parent = await git(['rev-parse', '--quiet', '--verify', `${commit.oid}^1`], { fine: [1] });
    return parent.stdout.trim() || null;
  }
  return since === 'turn' ? turnIn(outgoing) : since === 'review' ? reviewed : start;
}

/** The one of its own commits that is wanted. COMMIT_UNKNOWN, ID_AMBIGUOUS. */
function oneOf(own: readonly Commit[], wanted: string): Commit {
  const [found, ...more] = own.filter(({ oid }) => oid.startsWith(wanted));
  if (found === undefined) throw fail('COMMIT_UNKNOWN', `The container has no commit ${wanted} of its own.`);
  if (more.length > 0) throw fail('ID_AMBIGUOUS', `${wanted} can mean ${more.length + 1} commits.`);
  return found;
}

/** The files as they lay at the last prompt. TURN_UNKNOWN. */
function turnIn({ turn, kept }: Outgoing): string {
  if (turn === null) throw fail('TURN_UNKNOWN', 'No prompt was recorded.');
  if (turn.why !== null) throw fail('TURN_UNKNOWN', `Nothing was kept at the last prompt: ${turn.why}`);
  if (kept === null) throw fail('TURN_UNKNOWN', 'What was kept at the last prompt is gone.');
  return kept;
}

/** How a picture was and is. Lines are told of no file that git compares by bytes. */
async function picturesOf(
  quarantine: Quarantine,
  differences: readonly Difference[],
  wanted: string | null,
): Promise<Review['pictures']> {
  const difference = differences.find(({ path }) => path === wanted);
  if (difference === undefined || difference.added !== null) return null;
  const contents = await bytesOf(quarantine, difference.blobs);
  const [before, after] = difference.blobs.map((oid) => pictureOf(contents.get(oid) ?? Buffer.of()) ?? null);
  return before || after ? { before: before ?? null, after: after ?? null } : null;
}

/** What tells git to print one file; a renamed one with its former path. */
function pathsOf(differences: readonly Difference[], wanted: string | null): string[] {
  if (wanted === null) return [];
  const from = differences.find(({ path }) => path === wanted)?.from ?? wanted;
  return ['--', ...new Set([wanted, from])];
}

/**
 * Where the work begins: at the container's start, at what is left of that when its history was written anew, or at what
 * the container was given of its project since, once its branch has that.
 */
export async function baseOf(
  quarantine: Quarantine,
  { tip, start, short }: { readonly tip: string; readonly start: string | null; readonly short: string },
): Promise<{ base: string | null; rewritten: boolean }> {
  const { git } = quarantine;
  if (start === null) {
    // A project without a commit got one of everything, before its agent began.
    const roots = await git(['rev-list', '--max-parents=0', tip]);
    return { base: roots.stdout.trim().split('\n').at(-1) ?? null, rewritten: false };
  }
  const common = (await git(['merge-base', start, tip], { fine: [1] })).stdout.trim();
  const begun = common === '' ? null : common;
  return { base: (await givenIn(quarantine, { tip, begun, short })) ?? begun, rewritten: common !== start };
}

/** Without it, what came from the project would count as the agent's work. */
async function givenIn(
  { git, home }: Quarantine,
  { tip, begun, short }: { readonly tip: string; readonly begun: string | null; readonly short: string },
): Promise<string | undefined> {
  const ref = givenRef(short);
  const given = (await refsBelow(home.project, ref)).get(ref);
  if (given === undefined || begun === null) return undefined;
  const isBelow = async (one: string, other: string): Promise<boolean> =>
    (await git(['merge-base', '--is-ancestor', one, other], { fine: [1] })).code === 0;
  return (await isBelow(given, tip)) && (await isBelow(begun, given)) ? given : undefined;
}

async function emptyTree({ git }: Quarantine): Promise<string> {
  return (await git(['hash-object', '-t', 'tree', '-w', '/dev/null'])).stdout.trim();
}

async function commitsOf(
  { git, home }: Quarantine,
  { base, tip }: { readonly base: string | null; readonly tip: string },
): Promise<Commit[]> {
  const foreign = await git(['rev-list', tip, ...(home.head === null ? [] : [`^${home.head}`])]);
  const isForeign = new Set(foreign.stdout.split('\n'));
  const range = base === null ? [tip] : [tip, `^${base}`];
  const format = ['%H', '%an', '%aI', '%s'].join('%x00');
  const args = ['log', '-z', `--max-count=${MOST_COMMITS}`, `--format=${format}%x00`, ...range];
  const fields = (await git(args)).stdout.split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at + 4 < fields.length; at += 5) {
    const [oid = '', author = '', when = '', subject = ''] = fields.slice(at, at + 4);
    commits.push({ oid, author, at: when, subject, home: !isForeign.has(oid) });
  }
  return commits;
}

async function risksIn(quarantine: Quarantine, differences: readonly Difference[]): Promise<Risk[]> {
  const contents = await blobsOf(
    quarantine,
    differences.flatMap(({ blobs, kind }) => (kind === 'deleted' ? [] : blobs)),
  );
  return differences.flatMap((difference) => {
    const [before, after] = difference.blobs.map((oid) => contents.get(oid) ?? null);
    return risksOf(difference, { before: before ?? null, after: after ?? null });
  });
}
