import type { CredentialMode } from '../../contract/credentials.ts';
import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import type { AgentKind } from '../../contract/agents.ts';
import type { NewContainer } from '../../contract/creation.ts';
import type { Limits } from '../../contract/limits.ts';
import { agentDomains, checkModel } from '../agents/agents.ts';
import { type Config, readConfig } from '../config/config.ts';
import { registryHosts } from '../config/registries.ts';
import type { Context } from '../context.ts';
import type { Lease } from '../agents/launch.ts';
import { readCredential } from '../credentials/credentials.ts';
import { leaseOf } from '../credentials/find.ts';
import { diskFailure, errnoOf } from '../disk/failure.ts';
import { isFolder } from '../disk/stat.ts';
import { fail } from '../errors.ts';
import { dockerRoom, LEAST_ROOM_BYTES } from '../docker/room.ts';
import { findEntry, findRule, mentions, parseEntry } from '../config/entries.ts';
import { refuseCheckout } from '../git/checkout.ts';
import { findTip, isBranchName, type ProjectFacts, readProject } from '../git/git.ts';
import type { KeptNetwork } from './allowed.ts';
import { checkRepository } from './copy/check-repository.ts';
import { decideForge, type ForgeDecided } from './forge.ts';
import { hostsOf, type KeptLease, modeOf, newLease, reachOf } from './leases.ts';
import { freeBranch } from './naming.ts';
import { readAnswers, strangeHosts } from './remote-hosts.ts';
import { branchSlug } from './slug.ts';
import { isTooMuch } from './too-much-rules.ts';

/** Everything that is decided before anything is made. */
export interface Decided {
  /** The configuration that decided it. */
  readonly config: Config;
  readonly project: string;
  /** Who commits, by the project's own git. */
  readonly identity: ProjectFacts['identity'];
  readonly branch: string;
  /** The commit that the agent begins at: of the branch where there is one, else what is checked out; null without one. */
  readonly base: string | null;
  readonly agent: AgentKind;
  readonly model: string | null;
  readonly limits: Limits;
  /** What the gateway lets through beside the configured names, kept with the container. */
  readonly network: KeptNetwork;
  /** What was left out, a sentence each. */
  readonly notes: readonly string[];
  /** What its agent finds where it looks for a sign-in; null where nobody is signed in, and the container starts all the same. */
  readonly credential: Lease | null;
  /** How it has that, and what its gateway is to hold for it. */
  readonly mode: CredentialMode;
  readonly lease: KeptLease | null;
  /** Hosts that its agent's sign-in is sent to, as far as they are known. */
  readonly reach: readonly string[];
  /** The same of the forge, where the user wants that. */
  readonly forge: ForgeDecided;
}

/**
 * Checks a whole input and decides what will be made. Makes nothing. CONFIG_INVALID, INPUT_INVALID, PROJECT_NOT_FOLDER, BRANCH_INVALID,
 * DOMAIN_INVALID, LIMIT_INVALID, DISK_FULL, COPY_FAILED, DOCKER_UNREACHABLE.
 */
export async function decideContainer(context: Context, input: NewContainer): Promise<Decided> {
  const config = readConfig(context);
  const agent = input.agent ?? config.defaultAgent;
  const model = input.model ?? config.defaultModel;
  checkCommand(agent, input);
  checkModel(agent, model);
  const project = await projectFolder(context, input.project);
  await checkRoom(context);
  const [machine, facts, registries, signIn] = await Promise.all([
    context.docker.info(),
    checkRepository(project).then((own) => readProject(project, own)),
    registryHosts(context),
    decideSignIn(context, config, agent),
    checkBranch(input.branch),
  ]);
  const hosts = await decideHosts(context, { config, project, facts, input });
  const branch = input.branch ?? freeBranch(branchSlug(input.task), [...facts.branches, ...facts.remoteBranches]);
  const exists = facts.branches.includes(branch);
  if (exists) await refuseCheckout(project, branch);
  else refuseNested(facts, branch);
  return {
    config,
    project,
    identity: facts.identity,
    branch,
    base: exists ? await findTip(project, branch) : facts.head,
    agent,
    model,
    limits: decideLimits(input.limits, config.limits, machine),
    network: withSignIn(
      {
        preset: input.preset,
        agent: [...agentDomains(agent)],
        container: [...new Set(input.domains.map(parseEntry))],
        remotes: [...hosts.open],
        registries: [...registries],
        sshHosts: facts.sshHosts.filter((host) => !hosts.closed.includes(host)),
        added: [],
        addresses: [],
        removed: [],
        lent: [],
        passing: [],
      },
      signIn,
    ),
    notes: hosts.closed.map((host) => `${host} stays closed: only a remote of this project names it`),
    ...signIn,
  };
}

/** What a container gets of the sign-in as it is now, and how. FILE_UNREADABLE. */
export async function decideSignIn(
  context: Context,
  config: Pick<Config, 'credentialMode'>,
  agent: AgentKind,
): Promise<SignInDecided> {
  const forge = await decideForge(context);
  if (agent === 'custom') return { credential: null, mode: 'sync', lease: null, reach: [], forge };
  const found = await readCredential(context, agent);
  const mode = modeOf(config, agent, found);
  const reach = reachOf(agent, found);
  if (mode === 'sync') return { credential: leaseOf(agent, found), mode, lease: null, reach, forge };
  const lease = newLease(agent, found, context.now()) ?? null;
  const credential = lease === null ? null : { content: lease.content, issuedAt: context.now().getTime() };
  return { credential, mode, lease, reach, forge };
}

type SignInDecided = Pick<Decided, 'credential' | 'mode' | 'lease' | 'reach' | 'forge'>;

/** What a network lets through for the sign-ins of its container, and opens (pure). */
export function withSignIn(
  network: KeptNetwork,
  { lease, reach, forge }: Pick<Decided, 'lease' | 'reach' | 'forge'>,
): KeptNetwork {
  const leases = [lease, forge.lease].filter((one) => one !== null);
  const agent = [...new Set([...network.agent, ...reach, ...forge.hosts])];
  return { ...network, agent, lent: [...new Set(leases.flatMap(hostsOf))] };
}

async function checkRoom(context: Context): Promise<void> {
  const room = await dockerRoom(context);
  if (room === null || room.freeBytes >= LEAST_ROOM_BYTES) return;
  const free = (room.freeBytes / 1024 ** 3).toFixed(1);
  throw fail('DISK_FULL', `Docker has ${free} GiB left at ${room.folder}, too little for another container.`);
}

function checkCommand(agent: AgentKind, { command }: NewContainer): void {
  if (agent === 'custom' && command === undefined)
    throw fail('INPUT_INVALID', 'A custom agent needs a command line.', {
      hints: ['Give the program and its arguments, for example: my-agent --task {prompt}'],
    });
  if (agent !== 'custom' && command !== undefined)
    throw fail('INPUT_INVALID', `Only a custom agent takes a command line, and this one is ${agent}.`);
}

async function projectFolder(context: Context, given: string): Promise<string> {
  const project = resolve(given);
  if (!isAbsolute(given) || !(await isFolder(project))) throw fail('PROJECT_NOT_FOLDER', `${given} is not a folder.`);
  const own = { home: await realOr(dirname(context.paths.home)), maestro: await realOr(context.paths.home) };
  if (isTooMuch(await realOr(project), own))
    throw fail('PROJECT_NOT_FOLDER', `${project} is too much to copy into a container.`, {
      hints: ['Choose the folder of one project.'],
    });
  return project;
}

/** A path without links: what it leads to counts, whatever it is called. Where nothing is, the path itself. */
async function realOr(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return path;
    throw diskFailure(error, 'read', path);
  }
}

/** git keeps a branch as a file, and what stands before a slash as a folder. */
function refuseNested({ branches }: Pick<ProjectFacts, 'branches'>, branch: string): void {
  const taken = branches.find((other) => branch.startsWith(`${other}/`) || other.startsWith(`${branch}/`));
  if (taken !== undefined)
    throw fail('BRANCH_INVALID', `${branch} cannot be the name of a branch beside ${taken}.`, {
      hints: ['Choose another name, or rename the other one: git branch -m OLD NEW.'],
    });
}

async function checkBranch(branch: string | undefined): Promise<void> {
  if (branch !== undefined && !(await isBranchName(branch)))
    throw fail('BRANCH_INVALID', `${branch} cannot be the name of a branch.`);
}

/** Wanted limits must fit into the machine; the configured ones are cut to it. */
export function decideLimits(
  wanted: Partial<Limits>,
  configured: Limits,
  machine: { MemTotal: number; NCPU: number },
): Limits {
  if (wanted.memoryBytes !== undefined && wanted.memoryBytes > machine.MemTotal)
    throw fail(
      'LIMIT_INVALID',
      `Docker has ${(machine.MemTotal / 1024 ** 3).toFixed(1)} GiB of memory, which is less.`,
    );
  if (wanted.cpus !== undefined && wanted.cpus > machine.NCPU)
    throw fail('LIMIT_INVALID', `Docker has ${machine.NCPU} CPUs, which is less.`);
  return {
    memoryBytes: wanted.memoryBytes ?? Math.min(configured.memoryBytes, machine.MemTotal),
    cpus: wanted.cpus ?? Math.min(configured.cpus, machine.NCPU),
    pids: wanted.pids ?? configured.pids,
  };
}

interface HostQuestion {
  readonly config: Config;
  readonly project: string;
  readonly facts: ProjectFacts;
  readonly input: NewContainer;
}

/** Hosts of remotes beyond the allow list: open where the user said so, once for a project or in this input. */
async function decideHosts(
  context: Context,
  { config, project, facts, input }: HostQuestion,
): Promise<{ open: readonly string[]; closed: readonly string[] }> {
  const named = input.domains.flatMap((domain) => findEntry(domain) ?? []);
  const isRuled = (host: string): boolean => named.some((entry) => findRule(entry)?.host === host);
  const strange = strangeHosts(config, facts).filter((host) => !isRuled(host));
  const answers = strange.length === 0 ? {} : { ...(await readAnswers(context, project)), ...input.remoteHosts };
  const open = strange.filter((host) => answers[host] === true || named.some((entry) => mentions(entry, host)));
  return { open, closed: strange.filter((host) => !open.includes(host)) };
}
