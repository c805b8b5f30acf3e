import { refusalOf } from '../../contract/flaws.ts';
import { ContainerName } from '../../contract/ids.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { withLock } from '../disk/lock.ts';
import { fail, isProblem } from '../errors.ts';
import { readProject } from '../git/git.ts';
import { branchSlug, latin } from './slug.ts';

/** What follows a container's name in the names of the things that belong to it. */
const SUFFIXES = /-(gw|net|npm|uv|history)$/;
const MAX_BASE_CHARS = 50;
/** 63 characters of a host name, less `-gw`, a dash and three digits. */
export const MAX_PREFIXED_CHARS = 56;
const NAME_LOCK_WAIT_MS = 10 * 60_000;

/** The branch and container name that `create` would propose for a task. Without Docker, the first number. */
export async function suggestBranch(
  context: Context,
  { project, task }: { project: string; task: string },
): Promise<{ branch: string; name: ContainerName }> {
  const config = readConfig(context);
  const [{ branches, remoteBranches }, taken] = await Promise.all([readProject(project), takenOrNone(context)]);
  const branch = freeBranch(branchSlug(task), [...branches, ...remoteBranches]);
  return { branch, name: nextName(config.prefix, branch, taken) };
}

/** One change of names at a time, whichever process of this user makes it. */
export function withNamesLock<Result>({ paths }: Context, work: () => Promise<Result>): Promise<Result> {
  return withLock({ folder: paths.locks, name: 'container-names', waitMs: NAME_LOCK_WAIT_MS }, work);
}

/** The name of the container that a thing of this name belongs to (pure). */
export function ownerOf(name: string): string {
  return name.replace(SUFFIXES, '');
}

/** Names of all containers, volumes and networks of the engine, whoever made them. */
export async function takenNames({ docker }: Pick<Context, 'docker'>): Promise<string[]> {
  const [containers, volumes, networks] = await Promise.all([
    docker.containerNames(),
    docker.volumeNames(),
    docker.networks({}),
  ]);
  return [...containers, ...volumes, ...networks.map((network) => network.Name)];
}

/**
 * The next free name for a branch (pure): prefix, branch with `-` for `/`, and one more than the largest number that
 * any container, volume or network of exactly this base has, so that a removed container's volume keeps its number.
 */
export function nextName(prefix: string, branch: string, taken: readonly string[]): ContainerName {
  const base = `${prefix}${baseOf(branch, prefix)}-`;
  const numbers = taken.map((name) => numberOf(ownerOf(name), base));
  const name = `${base}${Math.max(0, ...numbers) + 1}`;
  const valid = ContainerName.safeParse(name);
  if (valid.success) return valid.data;
  throw fail('INPUT_INVALID', `${name} cannot be the name of a container: ${refusalOf(valid.error.issues)}`);
}

/** A branch that does not exist yet and that git can hold beside those that do (pure). `wanted` undefined: `feat/task-1`. */
export function freeBranch(wanted: string | undefined, existing: readonly string[]): string {
  const branches = new Set(existing);
  const stem = wanted ?? 'feat/task';
  // A branch `feat` forbids every `feat/…`: git keeps a file where the folder would have to be.
  const [kind = ''] = stem.split('/');
  const base = branches.has(kind) ? stem.replaceAll('/', '-') : stem;
  const free = (branch: string): boolean =>
    !branches.has(branch) && !existing.some((other) => other.startsWith(`${branch}/`));
  if (wanted !== undefined && free(base)) return base;
  for (let number = wanted === undefined ? 1 : 2; ; number++) {
    if (free(`${base}-${number}`)) return `${base}-${number}`;
  }
}

/** A proposed branch as it is, where a project has no other in its way; else undefined. */
export async function freeProposal(project: string, proposed: string | undefined): Promise<string | undefined> {
  if (proposed === undefined) return undefined;
  const { branches, remoteBranches } = await readProject(project);
  return freeBranch(proposed, [...branches, ...remoteBranches]) === proposed ? proposed : undefined;
}

/** The branch as a part of a host name. */
function baseOf(branch: string, prefix: string): string {
  const plain = branch
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const base = /[^\x20-\x7e]/.test(branch) ? latin(branch) : plain;
  const room = Math.max(8, Math.min(MAX_BASE_CHARS, MAX_PREFIXED_CHARS - prefix.length));
  return base.slice(0, room).replace(/-+$/, '') || 'task';
}

function numberOf(name: string, base: string): number {
  if (!name.startsWith(base)) return 0;
  const digits = /^\d{1,9}$/.exec(name.slice(base.length));
  return digits === null ? 0 : Number(digits[0]);
}

/** A proposal is worth something without Docker too. */
async function takenOrNone(context: Context): Promise<string[]> {
  try {
    return await takenNames(context);
  } catch (error) {
    if (isProblem(error, 'DOCKER_UNREACHABLE') || isProblem(error, 'DOCKER_DENIED')) return [];
    throw error;
  }
}
