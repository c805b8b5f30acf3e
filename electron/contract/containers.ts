import { z } from 'zod';
import { AgentKind } from './agents.ts';
import { CleanupItem, CleanupResult } from './cleanup.ts';
import { AskedHost, NewContainer, TASK_MAX_CHARS } from './creation.ts';
import { Credential, CredentialMode } from './credentials.ts';
import { Problem } from './errors.ts';
import { CallerId, ContainerName, HostPath, Instant, Nick } from './ids.ts';
import { FeatureRef } from './launches.ts';
import { Limits } from './limits.ts';
import { RefusedName } from './network.ts';
import { Preset } from './presets.ts';
import { procedure } from './procedure.ts';
import { AgentProcess, AttentionClaim, GatewayCheck, GitFacts, TaskList } from './reports.ts';

/**
 * What a container is doing, decided from evidence. `stalled`: its turn goes on, and nothing of it has been seen for long.
 * `limit`: its user's share is used up. `interrupted`: it is down, and nobody asked for that. `incomplete`:
 * its creation was cut off and never finished.
 */
export const ContainerState = z.enum([
  'needs-you',
  'starting',
  'running',
  'quiet',
  'stalled',
  'limit',
  'finished',
  'dormant',
  'stopped',
  'interrupted',
  'error',
  'incomplete',
]);
export type ContainerState = z.infer<typeof ContainerState>;

/**
 * The gateway's proof that the network is closed but for the allowed names. `unproven`: the newest proof got no answer,
 * or is too old; nothing shows that the network is open.
 */
export const Isolation = z.object({
  state: z.enum(['unknown', 'starting', 'verified', 'unproven', 'failed', 'stopped']),
  checks: z.array(GatewayCheck),
  /** Why it failed without a proof: its rules were changed (`drift`), or a step of the gateway's start failed. */
  failure: z.object({ step: z.string(), found: z.string() }).optional(),
  domains: z.array(z.string()),
  /** Which policy is in force, where its gateway says that. */
  policy: z.string().optional(),
  /** What its agent has to trust for opened hosts, where its gateway says that. */
  trust: z.string().optional(),
  /** What its gateway calls what it holds of sign-ins, where it says that; empty: nothing since its start. */
  credentials: z.string().optional(),
  /** When it was last proven; null when it never was, or when that is not known. */
  provenAt: Instant.nullable(),
});
export type Isolation = z.infer<typeof Isolation>;

/** One agent at work: what the user lists. */
export const Container = z.object({
  /** The name that it was made with: it is this one's for as long as it lives. */
  name: ContainerName,
  /** The name that it has now, without the configured prefix. */
  shortName: z.string(),
  nick: z.string().nullable(),
  dockerId: z.string(),
  project: z.object({ path: HostPath, name: z.string() }),
  /** The branch that is checked out now; the created one until the container reports. */
  branch: z.string(),
  /** Null when the project had no commit yet. */
  baseCommit: z.string().nullable(),
  task: z.string(),
  /** The feature of a mission of its project that it was launched for. */
  feature: FeatureRef.optional(),
  agent: AgentKind,
  model: z.string().nullable(),
  createdAt: Instant,
  limits: Limits,
  docker: z.enum(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']),
  state: ContainerState,
  /** What the state rests on, in words: shown on hover. */
  evidence: z.string(),
  /** When this state began. */
  since: Instant,
  /** When the limit that it waits for ends; null: it waits for none, or that is not known. */
  limitUntil: Instant.nullable(),
  agentProcess: AgentProcess.nullable(),
  git: GitFacts.nullable(),
  /** It has nothing that its last merge did not bring into the project. */
  merged: z.boolean().optional(),
  /** Changes whenever the comments on its work do; unset: there are none. */
  comments: z.string().optional(),
  attention: AttentionClaim.nullable(),
  /** Its agent's own task list. */
  tasks: TaskList.nullable(),
  lastActivityAt: Instant.nullable(),
  /** How many messages wait until its agent can take them. */
  messages: z.int().min(0).optional(),
  /** Null: not known, or an agent that may do without. */
  credential: Credential.extend({
    /** Why its gateway has none for it, with the way out. */
    problem: z.string().optional(),
  }).nullable(),
  /** How it has that, and what that means; null for agents without a sign-in that Maestro knows. */
  credentialMode: z.object({ mode: CredentialMode, words: z.string() }).nullable(),
  isolation: Isolation,
  /** A name that its network refused, and that its agent may wait for: it has shown nothing since, asks, or has ended its turn. */
  refused: RefusedName.optional(),
  /** How much it may reach; null for containers of earlier versions. */
  preset: Preset.nullable(),
  problem: Problem.nullable(),
});
export type Container = z.infer<typeof Container>;

const URGENCY = {
  'needs-you': 0,
  finished: 0,
  error: 0,
  running: 1,
  quiet: 1,
  stalled: 0,
  limit: 1,
  starting: 1,
  dormant: 2,
  stopped: 3,
  interrupted: 0,
  incomplete: 3,
} as const satisfies Record<ContainerState, number>;

/** The order of every list: what wants attention, running, dormant, stopped; the newest first inside a group. */
export function byUrgency(a: Container, b: Container): number {
  return URGENCY[a.state] - URGENCY[b.state] || b.createdAt.localeCompare(a.createdAt) || a.name.localeCompare(b.name);
}

const Named = z.object({ name: ContainerName });

export const containers = {
  /**
   * Creates a container and starts its agent; answers when the agent's terminal is ready. Progress is in the snapshot.
   * A second call with the same id joins the first. A lost connection cancels nothing: only `cancelCreate` does.
   */
  create: procedure.input(NewContainer).output(Container),
  /** Hosts of the project's remotes that its user has to be asked about before they are opened. */
  askHosts: procedure.input(z.object({ project: HostPath })).output(z.array(AskedHost)),
  /** Stops a creation and undoes what it made. */
  cancelCreate: procedure.input(z.object({ id: CallerId })).output(z.void()),
  /** Forgets a failed or cancelled creation. */
  dismissCreation: procedure.input(z.object({ id: CallerId })).output(z.void()),
  /** The branch that `create` would propose for this task in this project. */
  suggestBranch: procedure
    .input(z.object({ project: HostPath, task: z.string().max(TASK_MAX_CHARS) }))
    .output(z.object({ branch: z.string(), name: ContainerName })),
  start: procedure.input(Named).output(Container),
  /** Stops a container and keeps its files. */
  stop: procedure.input(Named).output(Container),
  /** Starts its agent again, which resumes its conversation where it can; one that runs is ended first only with `running`. `full`: the whole container with its gateway. */
  restart: procedure
    .input(Named.extend({ full: z.boolean().default(false), running: z.boolean().default(false) }))
    .output(Container),
  /** Gives a container another name. Its branch, its files and its agent stay as they are. */
  rename: procedure.input(Named.extend({ to: z.string().min(1).max(63) })).output(Container),
  /** Changes limits of a container, which may run. They hold at once and over every later start. */
  update: procedure.input(Named.extend({ limits: Limits.partial() })).output(Container),
  /** Calls a container something beside its name; null: nothing any more. */
  nick: procedure.input(Named.extend({ nick: Nick.nullable() })).output(Container),
  /** Removes a container, its gateway, network and volumes. Refuses a running one unless `running` is set. Its work goes to the trash, unless `discard`. */
  remove: procedure
    .input(z.object({ name: ContainerName, running: z.boolean().default(false), discard: z.boolean().default(false) }))
    .output(z.void()),
  /** What `cleanup` would remove: stopped containers (`all`: running and interrupted ones too), cut-off creations, leftovers; or just what these words of a person mean, in whatever state. Never what is being created. */
  cleanupPlan: procedure
    .input(z.object({ all: z.boolean().default(false), words: z.array(z.string()).max(10_000).optional() }))
    .output(z.array(CleanupItem)),
  /** Volumes whose container is gone, and things of Docker that look like Maestro’s but carry no label of it: nothing removes those. */
  volumesPlan: procedure.output(z.object({ items: z.array(CleanupItem), unclaimed: z.array(z.string()) })),
  /** Removes these items of a plan, each on its own. A running container is removed only with `running`. Their work goes to the trash, unless `discard`. */
  cleanup: procedure
    .input(
      z.object({
        names: z.array(ContainerName).max(10_000),
        running: z.boolean().default(false),
        discard: z.boolean().default(false),
      }),
    )
    .output(CleanupResult),
};
