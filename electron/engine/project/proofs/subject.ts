import type { Container } from '../../../contract/containers.ts';
import type { FeatureRef, Launch } from '../../../contract/launches.ts';
import type { Check, Proof } from '../../../contract/proofs.ts';
import { readConfig } from '../../config/config.ts';
import { shortName } from '../../containers/describe.ts';
import type { Context } from '../../context.ts';
import { fail, isProblem } from '../../errors.ts';
import { readChanges } from '../../git/changes.ts';
import { git, isCheckout } from '../../git/git.ts';
import { refOf, refsBelow } from '../../git/refs.ts';
import { uncommittedPaths } from '../../review/uncommitted.ts';
import { tipOf } from '../launches/base.ts';
import { isOpen } from '../launches/befores.ts';
import { launchesOf } from '../launches/store.ts';
import { copiesOf, type Made } from '../launches/tournament-rules.ts';
import type { Project } from '../records/project.ts';
import { type ChangedPath, changedChecks, runsScripts, scriptsChanged } from './changed-rules.ts';

/** What a check is run on. */
export interface Subject {
  readonly commit: string;
  /** Null: what is checked out in the project. */
  readonly branch: string | null;
  /** Where the branch began; null where nobody knows. */
  readonly base: string | null;
  /** Files that are not committed where the work is done. */
  readonly uncommitted: number;
}

interface Wanted {
  readonly mission: string;
  readonly feature: string;
  /** A commit in place of the last one of the feature. */
  readonly commit: string | undefined;
  /** The container of one of several works that compete. */
  readonly copy: string | undefined;
}

/**
 * The last commit of a feature's work, fetched from its container where that runs; what is checked out in the project where
 * no agent of ours works on it, or its work is there. COMMIT_UNKNOWN, TOURNAMENT_OPEN, TOURNAMENT_NONE, LAUNCH_BASE_MISSING, REVIEW_NO_REPOSITORY, GIT_FAILED.
 */
export async function subjectOf(
  context: Context,
  project: Project,
  { mission, feature, commit, copy }: Wanted,
): Promise<Subject> {
  const launch = launchFor(project, { mission, feature, copy });
  const base = launch?.base ?? null;
  if (commit !== undefined) return { commit: await commitOf(project.root, commit), branch: null, base, uncommitted: 0 };
  const tip = launch === undefined ? null : await tipOf(context, project.root, beforeOf(launch, { mission, feature }));
  const here = await changedHere(project.root);
  if (launch === undefined || tip === null)
    return { commit: await commitOf(project.root, 'HEAD'), branch: null, base, uncommitted: here.length };
  const left = await leftIn(context, launch, here);
  return { commit: tip.oid, branch: launch.branch, base, uncommitted: left.length };
}

/** The launch whose work is a feature's, or that of one copy. TOURNAMENT_OPEN, TOURNAMENT_NONE. */
function launchFor(project: Project, { mission, feature, copy }: Omit<Wanted, 'commit'>): Made | undefined {
  const launches = launchesOf(project, mission, feature);
  const copies = copiesOf(launches);
  const one = copy === undefined ? undefined : copies.find(({ container }) => container === copy);
  if (copy !== undefined && one === undefined)
    throw fail('TOURNAMENT_NONE', `${copy} is none of the copies of ${feature}.`);
  if (copy === undefined && copies.length > 0) throw isOpen({ mission, feature }, copies.length);
  return one ?? lastMade(launches);
}

function lastMade(launches: readonly Launch[]): Made | undefined {
  return launches.findLast((launch): launch is Made => launch.container !== null);
}

function beforeOf({ container, branch, base }: Made, { mission, feature }: FeatureRef) {
  return { container, branch, base, mission, feature, title: feature, isOwn: false };
}

async function commitOf(root: string, name: string): Promise<string> {
  if (!(await isCheckout(root)))
    throw fail('REVIEW_NO_REPOSITORY', `${root} has no git repository, so there is no commit to check.`);
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const { stdout } = await git(args, { folder: root, fine: [1, 128] });
  if (stdout.trim() !== '') return stdout.trim();
  throw fail('COMMIT_UNKNOWN', name === 'HEAD' ? `${root} has no commit yet.` : `There is no commit ${name} here.`);
}

/** Maestro's own records change all the time, and no check is of them. */
async function changedHere(root: string): Promise<string[]> {
  return (await readChanges(root)).map(({ path }) => path).filter(isWork);
}

function isWork(path: string): boolean {
  return path !== '.maestro' && !path.startsWith('.maestro/');
}

/**
 * What an agent has not committed. What its user had not committed either came with the project's files. A container that is
 * down is not asked.
 */
async function leftIn(context: Context, { container }: Made, here: readonly string[]): Promise<string[]> {
  try {
    const left = await uncommittedPaths(context, container);
    return left.filter(
      (path) => isWork(path) && !here.some((own) => path === own || (own.endsWith('/') && path.startsWith(own))),
    );
  } catch (error) {
    if (isProblem(error, 'CONTAINER_NOT_FOUND') || isProblem(error, 'CONTAINER_NOT_RUNNING')) return [];
    throw error;
  }
}

/** The files of a check that a branch changed since it began; none where nobody knows where that was. GIT_FAILED. */
export async function changedIn(root: string, { base, commit }: Subject, check: Check): Promise<string[]> {
  if (base === null) return [];
  const args = ['diff-tree', '-r', '-z', '--no-renames', '--name-status', base, commit];
  const fields = (await git(args, { folder: root })).stdout.split('\0').filter((field) => field !== '');
  const changed: ChangedPath[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2)
    changed.push({ path: fields[at + 1] ?? '', added: fields[at] === 'A' });
  const found = changedChecks(check, changed);
  if (!runsScripts(check)) return found;
  const manifest = `${check.folder === undefined ? '' : `${check.folder.replace(/\/+$/, '')}/`}package.json`;
  const texts = await Promise.all([base, commit].map((at) => textAt(root, `${at}:${manifest}`)));
  const isOther = scriptsChanged(texts[0] ?? null, texts[1] ?? null);
  return isOther && !found.includes(manifest) ? [...found, manifest] : found;
}

async function textAt(root: string, place: string): Promise<string | null> {
  const ran = await git(['cat-file', 'blob', place], { folder: root, fine: [128] });
  return ran.code === 0 ? ran.stdout : null;
}

/** Where the branches of a project are now, without asking a container. */
export interface Heads {
  readonly head: string | null;
  /** By full name. */
  readonly refs: ReadonlyMap<string, string>;
  /** Containers that are known to run now. */
  readonly containers: readonly Pick<Container, 'name' | 'git'>[];
}

/** GIT_FAILED. */
export async function readHeads(root: string, containers: Heads['containers']): Promise<Heads> {
  if (!(await isCheckout(root))) return { head: null, refs: new Map(), containers };
  const [head, own, local] = await Promise.all([
    git(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { folder: root, fine: [1] }),
    refsBelow(root, 'refs/maestro/'),
    refsBelow(root, 'refs/heads/'),
  ]);
  return { head: head.stdout.trim() || null, refs: new Map([...own, ...local]), containers };
}

/** The commit at which what was checked is now; null where that cannot be seen, and so cannot have moved. */
export function headNow(
  context: Context,
  project: Project,
  { proof, heads }: { proof: Proof; heads: Heads },
): string | null {
  const { mission, feature, branch, copy } = proof;
  if (branch === null) return heads.head;
  const launches = launchesOf(project, mission, feature);
  const launch = lastMade(copy === undefined ? launches : launches.filter(({ container }) => container === copy));
  if (launch === undefined) return null;
  const live = heads.containers.find(({ name }) => name === launch.container)?.git?.head;
  const short = shortName(launch.container, readConfig(context).prefix);
  return live ?? heads.refs.get(refOf(short, launch.branch)) ?? heads.refs.get(`refs/heads/${launch.branch}`) ?? null;
}
