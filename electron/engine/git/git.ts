import { present } from '../../contract/present.ts';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../disk/failure.ts';
import { fail } from '../errors.ts';
import { type Ran, run } from '../run.ts';
import { gitEnvironment, PUSH_SETTINGS, pushEnvironment, SAFE_ARGUMENTS, withoutFilters } from './environment.ts';
import { findCheckout } from './head.ts';
import { remoteHost } from './remotes.ts';

/** What a container needs to know about the project's git state on the host. */
export interface ProjectFacts {
  /** Commit that is checked out; null without a repository or without a commit. */
  readonly head: string | null;
  readonly branches: readonly string[];
  /** Branches that a remote had when it was last asked, without the remote's name. */
  readonly remoteBranches: readonly string[];
  readonly identity: { readonly name: string; readonly email: string } | null;
  /** Hosts of the ssh remotes, for the gateway's port 22. */
  readonly sshHosts: readonly string[];
  /** Hosts of all remotes, for the gateway's list. */
  readonly remoteHosts: readonly string[];
}

interface GitCall {
  /** Folder that git works in; without it, no repository is looked for. */
  readonly folder?: string;
  /** Whether the user's own settings count. */
  readonly config?: 'none' | 'user';
  /** Exit codes that are an answer, not a failure; 0 always is. */
  readonly fine?: readonly number[];
  readonly input?: string | Uint8Array;
  /** Over the safe environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** `latin1` keeps one character a byte, for names that are not UTF-8. */
  readonly encoding?: 'utf8' | 'latin1';
  /** Ends it at once. */
  readonly signal?: AbortSignal;
}

/** A big repository on a busy machine takes minutes. */
const GIT_TIMEOUT_MS = 10 * 60_000;

/**
 * Runs git on the files of the checkout around a folder, which must be there. Only a checkout's own settings say what is
 * compared: its filters do not run, so that a file whose time changed may count as changed although its filter would say
 * otherwise, and nothing is looked at inside of submodules. GIT_MISSING, GIT_FAILED.
 */
export async function gitOnFiles(
  folder: string,
  args: readonly string[],
  { fine = [], input }: Pick<GitCall, 'fine' | 'input'> = {},
): Promise<Ran> {
  const checkout = findCheckout(folder);
  // What `core.worktree` of a project says is not the user's word.
  const place = checkout === undefined ? [] : [`--git-dir=${checkout.own}`, `--work-tree=${checkout.root}`];
  const call: GitCall = { folder, config: 'user', fine: [1] };
  const listed = await git([...place, 'config', '--null', '--name-only', '--get-regexp', '^filter[.]'], call);
  const names = listed.stdout.split('\0').flatMap((key) => /^filter\.(.+)\.[^.]+$/s.exec(key)?.[1] ?? []);
  return git([...place, ...args], { folder, config: 'user', env: withoutFilters(names), fine, ...present({ input }) });
}

/**
 * Reads a project folder's git facts without running anything that the repository configures. A folder inside a repository
 * is none itself, and without `own` its repository does not count. GIT_MISSING, GIT_FAILED.
 */
export async function readProject(folder: string, own = true): Promise<ProjectFacts> {
  const identity = readIdentity(folder);
  if (!own || !(await isCheckout(folder))) {
    const none = { head: null, branches: [], remoteBranches: [], sshHosts: [], remoteHosts: [] };
    return { ...none, identity: await identity };
  }
  const [head, refs, urls] = await Promise.all([
    git(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { folder, fine: [1] }),
    git(['for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes'], { folder }),
    git(['config', '--null', '--get-regexp', String.raw`^remote\..*\.(push)?url$`], { folder, fine: [1] }),
  ]);
  const hosts = remoteUrls(urls.stdout).flatMap((url) => remoteHost(url) ?? []);
  return {
    head: head.stdout.trim() === '' ? null : head.stdout.trim(),
    branches: refs.stdout.split('\n').flatMap((ref) => /^refs\/heads\/(.+)$/.exec(ref)?.[1] ?? []),
    remoteBranches: [
      ...new Set(refs.stdout.split('\n').flatMap((ref) => /^refs\/remotes\/[^/]+\/(.+)$/.exec(ref)?.[1] ?? [])),
    ],
    identity: await identity,
    sshHosts: unique(hosts.filter((remote) => remote.ssh).map((remote) => remote.host)),
    remoteHosts: unique(hosts.map((remote) => remote.host)),
  };
}

/** The commit of a branch of a checkout; null where it has none of this name. GIT_MISSING, GIT_FAILED. */
export async function findTip(folder: string, branch: string): Promise<string | null> {
  const args = ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}^{commit}`];
  const { stdout } = await git(args, { folder, fine: [1] });
  return stdout.trim() || null;
}

/** Whether git accepts this as the name of a new branch. GIT_MISSING. */
export async function isBranchName(branch: string): Promise<boolean> {
  if (branch === '' || branch === 'HEAD' || branch.startsWith('-') || branch.includes('\0')) return false;
  return (await git(['check-ref-format', `refs/heads/${branch}`], { fine: [1, 128] })).code === 0;
}

/** git's version, such as `2.39.5`. GIT_MISSING. */
export async function gitVersion(): Promise<string> {
  const { stdout } = await git(['version']);
  return /\d+(\.\d+)+/.exec(stdout)?.[0] ?? stdout.trim();
}

/** Runs git with the safe arguments and environment. GIT_MISSING, GIT_FAILED with the command as it could be repeated. */
export async function git(args: readonly string[], call: GitCall = {}): Promise<Ran> {
  const where = call.folder === undefined ? [] : ['-C', call.folder];
  const ran = await run('git', [...SAFE_ARGUMENTS, ...where, ...args], {
    env: { ...gitEnvironment(call.config ?? 'none'), ...call.env },
    extendEnv: false,
    timeout: GIT_TIMEOUT_MS,
    ...present({ input: call.input, encoding: call.encoding, cancelSignal: call.signal }),
  });
  if (ran.missing) throw fail('GIT_MISSING', 'git is not installed on this machine.');
  if (ran.ok || (ran.code !== null && call.fine?.includes(ran.code) === true)) return ran;
  const command = ['git', ...where, ...args].map(quoted).join(' ');
  throw fail('GIT_FAILED', `git could not read ${call.folder ?? 'this'}: ${reasonIn(ran.stderr)}`, {
    detail: `${command}\n${ran.stderr}`.trim(),
  });
}

/**
 * Runs a push, the only call of git that may leave this machine, in an environment of its own: see `pushEnvironment`. Who
 * calls it names the repository, which must be ours. Answers how it ended. GIT_MISSING.
 */
export async function gitPush(args: readonly string[]): Promise<Ran> {
  const settings = PUSH_SETTINGS.flatMap((setting) => ['-c', setting]);
  const call = { env: pushEnvironment(), extendEnv: false, timeout: GIT_TIMEOUT_MS };
  const ran = await run('git', [...settings, ...args], call);
  if (ran.missing) throw fail('GIT_MISSING', 'git is not installed on this machine.');
  return ran;
}

/** Whether a folder is the top of a checkout: it holds a `.git` folder or file that may be seen. */
export async function isCheckout(folder: string): Promise<boolean> {
  try {
    await lstat(join(folder, '.git'));
    return true;
  } catch (error) {
    if (errnoOf(error) !== undefined) return false;
    throw error;
  }
}

/** The user's name and mail, as git would use them in this folder. */
async function readIdentity(folder: string): Promise<ProjectFacts['identity']> {
  const read = async (key: string): Promise<string> => {
    const { stdout } = await git(['config', '--null', '--get', key], { folder, config: 'user', fine: [1, 128] });
    return stdout.replace(/\0$/, '').trim();
  };
  const [name, email] = await Promise.all([read('user.name'), read('user.email')]);
  return name === '' || email === '' ? null : { name, email };
}

/** Values of `git config --null --get-regexp`: `key LF value NUL` each. */
function remoteUrls(output: string): string[] {
  return output.split('\0').flatMap((pair) => (pair.includes('\n') ? [pair.slice(pair.indexOf('\n') + 1)] : []));
}

function unique(hosts: readonly string[]): string[] {
  return [...new Set(hosts)].sort();
}

/** What git says at the end, with the lines that belong to it. */
function reasonIn(text: string): string {
  const lines = text.trim().split('\n');
  const from = lines.findLastIndex((line) => /^(fatal|error): /.test(line));
  return lines
    .slice(from)
    .map((line) => line.trim())
    .join(' ');
}

/** An argument as it is typed in a shell (pure). */
export function quoted(argument: string): string {
  return /^[\w@%+=:,./^{}-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}
