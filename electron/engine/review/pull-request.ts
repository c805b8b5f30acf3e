import type { ContainerName } from '../../contract/ids.ts';
import type { PullRequest, PullRequestPlan } from '../../contract/pullRequests.ts';
import { withVisibleControls } from '../../contract/text.ts';
import { readConfig } from '../config/config.ts';
import { shortName } from '../containers/describe.ts';
import { forgeHost } from '../containers/forge.ts';
import { getMember } from '../containers/lifecycle.ts';
import type { Context } from '../context.ts';
import { fail } from '../errors.ts';
import { pushEnvironment } from '../git/environment.ts';
import { git, isBranchName, quoted } from '../git/git.ts';
import { currentBranch } from '../git/head.ts';
import { pushCommit, withoutSecrets } from '../git/push.ts';
import { givenRef, refsBelow } from '../git/refs.ts';
import { run } from '../run.ts';
import { fetchWork } from './fetch.ts';
import { titleOf } from './merge.ts';
import { homeOf, withRepository } from './quarantine.ts';
import { chosenRemote, type Forged, forgedAt, readRemotes } from './remote-rules.ts';

interface Wanted {
  readonly name: ContainerName;
  /** What the caller has looked at. */
  readonly tip: string;
  readonly branch: string | null;
  readonly into: string | null;
  readonly remote: string | null;
  readonly draft: boolean;
}

/** What is proposed, and to whom. */
interface Proposal {
  readonly project: string;
  readonly remote: string;
  readonly url: string;
  readonly branch: string;
  readonly oid: string;
  readonly into: string | null;
  readonly draft: boolean;
  readonly title: string;
  readonly body: string;
}

const GH_TIMEOUT_MS = 2 * 60_000;

/**
 * Fetches a container's branch, pushes the commit that was looked at, and opens a pull request with the user's own `gh`.
 * Where that cannot be, nothing is pushed and the command is answered. REVIEW_MOVED, PUSH_REFUSED, PUSH_FAILED,
 * PULL_REQUEST_FAILED, BRANCH_INVALID, and what fetching fails with.
 */
export async function openPullRequest(context: Context, wanted: Wanted): Promise<PullRequest> {
  const proposal = await proposed(context, wanted);
  const { project, remote, branch, oid, url } = proposal;
  const { forged, left } = await wayTo(context, url);
  if (forged === undefined || left !== null) {
    const command = ['git', '-C', project, 'push', remote, `${oid}:refs/heads/${branch}`].map(quoted).join(' ');
    return { kind: 'command', why: left ?? 'remote', command, remote, branch, oid };
  }
  return withRepository(context, await homeOf(project), async (folder) => {
    await pushCommit({ gitDir: folder, url, oid, branch });
    return { kind: 'opened', remote, branch, oid, ...(await create(folder, forged, proposal)) };
  });
}

/** Says what `openPullRequest` would do, without fetching or pushing. CONTAINER_NOT_FOUND, PUSH_REFUSED, GIT_FAILED. */
export async function planPullRequest(
  context: Context,
  { name, remote: wanted }: Pick<Wanted, 'name' | 'remote'>,
): Promise<PullRequestPlan> {
  const { project, branch } = (await getMember(context, name)).birth;
  const { remote, url } = await remoteOf(project, wanted);
  const { left } = await wayTo(context, url);
  return { remote, url: withoutSecrets(url), branch, left };
}

/** The repository that an address names on the forge, and why nothing could be opened there. */
async function wayTo(
  context: Context,
  url: string,
): Promise<{ forged: Forged | undefined; left: PullRequestPlan['left'] }> {
  const forged = forgedAt(url, forgeHost(context));
  return { forged, left: forged === undefined ? 'remote' : (await hasGh()) ? null : 'gh' };
}

async function proposed(context: Context, wanted: Wanted): Promise<Proposal> {
  const { name, tip, into, draft } = wanted;
  const { project, task, baseCommit, branch: born } = (await getMember(context, name)).birth;
  const { remote, url } = await remoteOf(project, wanted.remote);
  const { refs } = await fetchWork(context, { name, branch: null });
  if (!refs.some(({ oid }) => oid === tip))
    throw fail('REVIEW_MOVED', 'The agent has committed since you looked.', {
      hints: [`Look again: maestro diff ${name}`],
    });
  // As its user called it: an agent that renames its branch to one that is deployed must not get there.
  const branch = wanted.branch ?? born;
  await refuseBranch(project, { branch, into, remote });
  const ref = givenRef(shortName(name, readConfig(context).prefix));
  const given = (await refsBelow(project, ref)).get(ref) ?? null;
  const body = await bodyOf(project, { tip, not: [baseCommit, given] });
  return { project, remote, url, branch, oid: tip, into, draft, title: titleOf(task, born), body };
}

/** The remote that is meant, with where it is pushed to. PUSH_REFUSED. */
async function remoteOf(project: string, wanted: string | null): Promise<{ remote: string; url: string }> {
  const args = ['config', '--null', '--get-regexp', String.raw`^remote\..*\.(push)?url$`];
  const remotes = readRemotes((await git(args, { folder: project, fine: [1] })).stdout);
  const remote = chosenRemote(remotes, wanted);
  const url = remotes.get(remote ?? '');
  if (remote !== undefined && url !== undefined) return { remote, url };
  const names = [...remotes.keys()];
  throw fail('PUSH_REFUSED', `${project} has ${wanted === null ? 'no remote to push to' : `no remote ${wanted}`}.`, {
    hints: [names.length === 0 ? 'Add one: git remote add origin URL' : `Name one: --remote ${names.join(', ')}`],
  });
}

/** What others begin from gets nothing without a pull request. PUSH_REFUSED, BRANCH_INVALID. */
async function refuseBranch(
  project: string,
  { branch, into, remote }: Pick<Proposal, 'branch' | 'into' | 'remote'>,
): Promise<void> {
  for (const named of [branch, ...(into === null ? [] : [into])])
    if (!(await isBranchName(named))) throw fail('BRANCH_INVALID', `git has no branches that are called ${named}.`);
  const head = await git(['symbolic-ref', '--quiet', `refs/remotes/${remote}/HEAD`], {
    folder: project,
    fine: [1, 128],
  });
  const usual = head.stdout.trim().replace(`refs/remotes/${remote}/`, '');
  const guarded = [into, ...(usual === '' ? ['main', 'master', currentBranch(project)] : [usual])];
  if (!guarded.includes(branch)) return;
  throw fail('PUSH_REFUSED', `Nothing is pushed onto ${branch}: pull requests are for that.`, {
    hints: ['Push it under another name: --branch NAME'],
  });
}

const MOST_COMMITS = 100;

/** The subjects of its own commits, the oldest first. */
async function bodyOf(
  project: string,
  { tip, not }: { readonly tip: string; readonly not: readonly (string | null)[] },
): Promise<string> {
  const others = not.flatMap((oid) => (oid === null ? [] : [`^${oid}`]));
  const own = ['--no-merges', '--first-parent', `--max-count=${MOST_COMMITS}`, '--reverse', '--format=%s'];
  const { stdout } = await git(['log', ...own, tip, ...others], { folder: project });
  const subjects = stdout.split('\n').filter((subject) => subject !== '');
  return `${subjects.map((subject) => `* ${withVisibleControls(subject)}`).join('\n')}\n`;
}

async function hasGh(): Promise<boolean> {
  return (await run('gh', ['--version'], { env: pushEnvironment(), extendEnv: false })).ok;
}

/** Runs the user's `gh` where no project lies. PULL_REQUEST_FAILED. */
async function create(
  folder: string,
  { host, owner, repository }: Forged,
  { branch, into, draft, title, body }: Proposal,
): Promise<{ url: string | null; already: boolean }> {
  const named = [`--repo=${host}/${owner}/${repository}`, `--head=${branch}`];
  const wish = [...(into === null ? [] : [`--base=${into}`]), ...(draft ? ['--draft'] : [])];
  const args = ['pr', 'create', ...named, ...wish, `--title=${withVisibleControls(title)}`, '--body-file=-'];
  const env = { ...pushEnvironment(), GH_PROMPT_DISABLED: '1' };
  const ran = await run('gh', args, { cwd: folder, env, extendEnv: false, input: body, timeout: GH_TIMEOUT_MS });
  const already = !ran.ok && /already exists/.test(ran.stderr);
  if (ran.ok || already) return { url: addressIn(already ? ran.stderr : ran.stdout), already };
  throw fail('PULL_REQUEST_FAILED', `${branch} was pushed, but gh did not open a pull request.`, {
    detail: withoutSecrets(ran.stderr).trim().slice(-4000),
    hints: ['Sign in: gh auth login', `Then open it: ${['gh', 'pr', 'create', ...named].map(quoted).join(' ')}`],
  });
}

function addressIn(text: string): string | null {
  return /https:\/\/[\w.-]+\/[\w./-]+/.exec(text)?.[0] ?? null;
}
