import { z } from 'zod';
import { AgentKind, StartMode } from './agents.ts';
import { Credential, CredentialMode } from './credentials.ts';
import { Problem } from './errors.ts';
import { CallerId, ContainerName, HostPath, Instant, Nick } from './ids.ts';
import { sizeText, withVisibleControls } from './text.ts';
import { DomainText } from './network.ts';
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

/** Hard limits of a container. */
export const Limits = z.object({
  memoryBytes: z
    .int()
    .min(256 * 1024 * 1024)
    .max(1024 ** 4),
  cpus: z.number().min(0.1).max(512),
  pids: z.int().min(64).max(65_536),
});
export type Limits = z.infer<typeof Limits>;

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
  /** How much it may reach; null for containers of earlier versions. */
  preset: Preset.nullable(),
  problem: Problem.nullable(),
});
export type Container = z.infer<typeof Container>;

export const PHASES = ['check', 'image', 'name', 'gateway', 'container', 'copy', 'git', 'agent'] as const;
export const PhaseId = z.enum(PHASES);
export type PhaseId = z.infer<typeof PhaseId>;

/** The steps of a creation as a person reads them: on the page, on the command line, and before `failed`. */
export const PHASE_WORDS: Readonly<Record<PhaseId, string>> = {
  check: 'Checking',
  image: 'Preparing the image',
  name: 'Choosing branch and name',
  gateway: 'Closing the network',
  container: 'Making the container',
  copy: 'Copying the project',
  git: 'Preparing git',
  agent: 'Starting the agent',
};

/** One step of a creation, with its time and, for the copy, its bytes. */
export const Phase = z.object({
  id: PhaseId,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  startedAt: Instant.nullable(),
  /** Milliseconds it took, or has taken when it failed. */
  ms: z.int().min(0).nullable(),
  detail: z.string().nullable(),
  bytes: z.object({ sent: z.int().min(0), total: z.int().min(0).nullable() }).nullable(),
});
export type Phase = z.infer<typeof Phase>;

/** How much a step has moved, as a person reads it: `12 MB of 240 MB`; empty for one that moves nothing. */
export function movedText({ bytes }: Pick<Phase, 'bytes'>): string {
  if (bytes === null) return '';
  const { sent, total } = bytes;
  return total === null || sent >= total ? sizeText(sent) : `${sizeText(sent)} of ${sizeText(total)}`;
}

/** A creation under way, failed, or just done. Failed ones stay until the user dismisses them, done ones until the next begins. */
export const Creation = z.object({
  id: CallerId,
  project: HostPath,
  task: z.string(),
  agent: AgentKind,
  startedAt: Instant,
  state: z.enum(['running', 'cancelling', 'failed', 'cancelled', 'done']),
  name: ContainerName.nullable(),
  branch: z.string().nullable(),
  phases: z.array(Phase),
  problem: Problem.nullable(),
});
export type Creation = z.infer<typeof Creation>;

/** 2 MiB: longer than any prompt that a model accepts. */
export const TASK_MAX_CHARS = 2 * 1024 * 1024;

/** Whether hosts of a project's remotes may be reached. */
export const HostAnswers = z.record(z.string().min(1).max(253), z.boolean());
export type HostAnswers = z.infer<typeof HostAnswers>;

/** A host of a project's remotes that the allow list does not have; `open` is null until it was answered. */
export const AskedHost = z.object({ host: z.string(), open: z.boolean().nullable() });
export type AskedHost = z.infer<typeof AskedHost>;

/** Everything that decides a new container. Unset fields take the configured defaults. */
export const NewContainer = z.object({
  id: CallerId,
  project: HostPath,
  task: z
    .string()
    .max(TASK_MAX_CHARS)
    .refine((text) => text.trim() !== '', 'Describe the task.')
    .refine((text) => !text.includes('\0'), 'The task holds a NUL character, which no program can receive.')
    .transform(withVisibleControls),
  branch: z.string().min(1).max(200).optional(),
  /** Unset: the configured one. */
  agent: AgentKind.optional(),
  /** Command line of a `custom` agent: program and arguments. `{prompt}` as an argument stands for the task. */
  command: z.array(z.string().min(1).max(4096)).min(1).max(200).optional(),
  /** Type the task into a `custom` agent whose command line has no `{prompt}`; else it only lies in a file. */
  typeTask: z.boolean().optional(),
  model: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@[\]-]*$/, 'Give a model name.')
    .optional(),
  /** How it begins, where the agent has such modes. Unset: as configured. */
  startMode: StartMode.optional(),
  nick: Nick.optional(),
  domains: z.array(DomainText).max(500).default([]),
  preset: Preset.default('standard'),
  /** Answers about hosts of the project's remotes; they are kept for the project. Those without one stay closed. */
  remoteHosts: HostAnswers.default({}),
  limits: Limits.partial().default({}),
});
export type NewContainer = z.infer<typeof NewContainer>;

/** What cleanup would remove: a whole container, one whose creation was cut off, or what a removed one left behind. */
export const CleanupItem = z.object({
  name: ContainerName,
  shortName: z.string(),
  kind: z.enum(['container', 'unfinished', 'leftover']),
  running: z.boolean(),
  branch: z.string().nullable(),
  /** Commits since the one that it started from, and changed files, as it last reported: what would be lost. Null: unknown. */
  commits: z.int().min(0).nullable(),
  changed: z.int().min(0).nullable(),
  /** Names of the Docker containers, networks and volumes that go. */
  parts: z.array(z.string()),
});
export type CleanupItem = z.infer<typeof CleanupItem>;

/** What cleanup removed, and what it could not, with the reason. */
export const CleanupResult = z.object({
  removed: z.array(ContainerName),
  failed: z.array(z.object({ name: ContainerName, problem: Problem })),
});
export type CleanupResult = z.infer<typeof CleanupResult>;

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
