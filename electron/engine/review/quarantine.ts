import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import type { Member } from '../containers/fleet.ts';
import { makeFolder, writeAtomic } from '../disk/atomic.ts';
import { diskFailure } from '../disk/failure.ts';
import { fail, problemOf } from '../errors.ts';
import { git } from '../git/git.ts';
import { gitLayout, textOf } from '../git/layout.ts';
import { REVIEWED } from '../git/refs.ts';
import type { Ran } from '../run.ts';
import { type Outgoing, readOutgoing } from './outgoing.ts';

/** The project's repository on this machine. */
export interface Home {
  readonly project: string;
  /** What all its worktrees share. */
  readonly gitDir: string;
  /** The commit that is checked out; null before the first. */
  readonly head: string | null;
  /** Commits that it has: the tips of its refs, the newest first. What is only marked as reviewed does not count. */
  readonly tips: readonly string[];
  readonly objectFormat: string;
}

/**
 * A bare repository of ours, in which a container's commits are looked at: it borrows the project's objects and has
 * none of its settings, and nothing of it is in the project until it is given there.
 */
export interface Quarantine extends Workshop {
  readonly outgoing: Outgoing;
}

/** The repository itself, whoever's commits are in it. */
export interface Workshop {
  readonly home: Home;
  readonly folder: string;
  /** Ends the work in it. */
  readonly cut: AbortSignal;
  /** Runs git in it. */
  readonly git: (
    args: readonly string[],
    call?: { fine?: readonly number[]; env?: Record<string, string>; input?: string },
  ) => Promise<Ran>;
}

/** A container that is asked for its commits. */
interface Giver extends Member {
  /** Whether it is to give its files as they lay at the last prompt as well. */
  readonly turn?: boolean;
  /** Commits of earlier looks that it is to give too, where it still has them. */
  readonly wanted?: readonly string[];
}

/** Refs that are told to a container, so that it sends what is new: more would not make it send less. */
const MOST_TIPS = 500;
const STALE_MS = 86_400_000;
/** Names that some file systems take for git's own are no names of files. */
const STRICT = '--strict=hasDotgit=error,hasDot=error,hasDotdot=error';

/** The repository of a container's project. REVIEW_NO_REPOSITORY. */
export async function homeOf(project: string): Promise<Home> {
  const layout = await gitLayout(Buffer.from(join(project, '.git')).toString('latin1'));
  if (layout === undefined)
    throw fail(
      'REVIEW_NO_REPOSITORY',
      `${project} has no git repository on this machine, so nothing can come back to it.`,
    );
  const gitDir = Buffer.from(layout.commonDir, 'latin1').toString();
  const listed = await git(
    ['for-each-ref', '--sort=-committerdate', `--count=${MOST_TIPS}`, '--format=%(objectname) %(refname)'],
    { folder: project },
  );
  const named = listed.stdout.split('\n').filter((line) => !line.includes(` ${REVIEWED}`));
  const head = await git(['rev-parse', '--quiet', '--verify', 'HEAD^{commit}'], { folder: project, fine: [1] });
  const format = await git(['rev-parse', '--show-object-format'], { folder: project });
  const tips = [head.stdout.trim(), ...named.map((line) => line.split(' ')[0] ?? '')].filter((oid) => oid !== '');
  const facts = { head: head.stdout.trim() || null, objectFormat: format.stdout.trim() };
  return { project, gitDir, tips: [...new Set(tips)], ...facts };
}

/**
 * Fetches what a running container has into a quarantine, in which git has checked every object, and removes that after
 * the work. CONTAINER_NOT_RUNNING, REVIEW_NO_REPOSITORY, REVIEW_FAILED, GIT_FAILED, DISK_FULL.
 */
export async function inQuarantine<Result>(
  context: Context,
  member: Giver,
  work: (quarantine: Quarantine) => Promise<Result>,
): Promise<Result> {
  refuseDown(member);
  const home = await homeOf(member.birth.project);
  return withRepository(context, home, async (folder) => work(await takeIn(context, { home, folder }, member)));
}

/** Fetches what a running container has into a repository that is there. What others have given stays beside it. */
export async function takeIn(
  context: Context,
  { home, folder }: Pick<Quarantine, 'home' | 'folder'>,
  member: Giver,
): Promise<Quarantine> {
  refuseDown(member);
  const { row, birth, turn = false, wanted = [] } = member;
  const known = birth.baseCommit === null ? home.tips : [birth.baseCommit, ...home.tips];
  const pack = join(folder, `objects/pack/pack-${row.Id}.pack`);
  const outgoing = await readOutgoing(context, row.Id, { known, pack, turn, wanted });
  const run = gitIn(folder, context.closing);
  await check({ pack, outgoing, run });
  return { home, outgoing, folder, cut: context.closing, git: run };
}

/** Runs git in a quarantine. */
export function gitIn(folder: string, signal: AbortSignal): Workshop['git'] {
  return (args, call = {}) => git([`--git-dir=${folder}`, ...args], { ...call, signal });
}

function refuseDown({ row, shown }: Giver): void {
  if (row.State !== 'running')
    throw fail('CONTAINER_NOT_RUNNING', `${shown} is down, and only a running container gives its commits.`, {
      hints: [`Start it first: maestro start ${shown}`],
    });
}

/** Makes an empty quarantine that borrows a project's objects, and removes it after the work. */
export async function withRepository<Result>(
  context: Context,
  home: Home,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const all = join(context.paths.cache, 'quarantine');
  const folder = join(all, `${randomUUID()}.git`);
  await makeFolder(all);
  await sweep(context, all);
  try {
    await git(['init', '--quiet', '--bare', '--template=', `--object-format=${home.objectFormat}`, folder]);
    await makeFolder(join(folder, 'objects/info'));
    await writeAtomic(join(folder, 'objects/info/alternates'), `${join(home.gitDir, 'objects')}\n`);
    // Where the project's history was cut off, its commits name parents that nobody has.
    const shallow = await textOf(Buffer.from(join(home.gitDir, 'shallow')).toString('latin1'));
    if (shallow !== undefined) await writeAtomic(join(folder, 'shallow'), shallow);
    return await work(folder);
  } finally {
    await discard(context, folder);
  }
}

/** Those of processes that were killed. */
async function sweep(context: Context, all: string): Promise<void> {
  for (const name of await readdir(all)) {
    const folder = join(all, name);
    const found = await stat(folder).catch(() => undefined);
    if (found !== undefined && context.now().getTime() - found.mtimeMs > STALE_MS) await discard(context, folder);
  }
}

async function discard(context: Context, folder: string): Promise<void> {
  // What was ended may still write for a moment.
  await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch((left: unknown) => {
    context.log.warn({ folder, problem: problemOf(left) }, 'a quarantine stays');
  });
}

interface Incoming {
  readonly pack: string;
  readonly outgoing: Outgoing;
  readonly run: Quarantine['git'];
}

/** Nothing that is not whole, in git's own form, and named as git names goes further. */
async function check({ pack, outgoing, run }: Incoming): Promise<void> {
  await run(['index-pack', STRICT, pack]);
  const own = [outgoing.files, outgoing.kept].map((oid) => ({ oid, ref: 'refs/heads/files' }));
  const named = [...outgoing.refs, ...own];
  for (const { oid, ref } of named) {
    if (oid === null) continue;
    await run(['rev-parse', '--quiet', '--verify', `${oid}^{commit}`]);
    if (ref !== 'HEAD') await run(['check-ref-format', ref]);
    if (ref !== 'HEAD' && !ref.startsWith('refs/heads/'))
      throw fail('REVIEW_FAILED', `The container calls a branch ${ref}.`);
  }
}

/** Puts commits, with all that they need, into the project's repository. Its refs stay as they are. GIT_FAILED, DISK_FULL. */
export async function give({ home, folder, cut }: Workshop, oids: readonly string[]): Promise<void> {
  const into = join(folder, 'give');
  await mkdir(into);
  const input = [...oids, ...home.tips.map((oid) => `^${oid}`)].join('\n');
  const args = ['pack-objects', '--revs', '--delta-base-offset', '--non-empty', '--quiet', join(into, 'pack')];
  await git([`--git-dir=${folder}`, ...args], { input: `${input}\n`, signal: cut });
  const packs = join(home.gitDir, 'objects/pack');
  try {
    if (!(await lstat(packs)).isDirectory()) throw fail('GIT_FAILED', `${packs} is no folder.`);
    // The index last: without it git does not see the pack.
    for (const file of (await readdir(into)).sort(byIndexLast)) await place(join(into, file), join(packs, file));
  } catch (error) {
    throw diskFailure(error, 'write', packs);
  } finally {
    await rm(into, { recursive: true });
  }
}

function byIndexLast(one: string, other: string): number {
  return Number(one.endsWith('.idx')) - Number(other.endsWith('.idx'));
}

/** Appears as a whole or not at all, under a name that git's own cleaning knows. */
async function place(from: string, to: string): Promise<void> {
  const half = join(to, '..', `tmp_maestro_${randomUUID()}`);
  await copyFile(from, half, constants.COPYFILE_EXCL);
  await chmod(half, 0o444);
  await rename(half, to);
}
