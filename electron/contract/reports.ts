import { z } from 'zod';
import { Instant } from './ids.ts';
import { parseJson } from './json.ts';

/** For so long a proof of a gateway holds. It is renewed every five minutes, and a busy machine may miss one. */
export const PROOF_HOLDS_MS = 15 * 60_000;

/** The agent's process, from its tmux pane itself. */
export const AgentProcess = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('running') }),
  z.object({ state: z.literal('exited'), exitCode: z.int() }),
]);
export type AgentProcess = z.infer<typeof AgentProcess>;

/** The container's git state, as it was when something last changed in it. */
export const GitFacts = z.object({
  branch: z.string(),
  /** Changed and untracked files. */
  changed: z.int().min(0),
  /** Commits ahead of and behind the upstream; null without an upstream. */
  ahead: z.int().min(0).nullable(),
  behind: z.int().min(0).nullable(),
  stashes: z.int().min(0).optional(),
  /** Commits since the commit that the container started from; null when that is unknown. */
  sinceBase: z.int().min(0).nullable(),
  /** The commit that is checked out; containers of earlier versions do not say it. */
  head: z.string().max(64).optional(),
});
export type GitFacts = z.infer<typeof GitFacts>;

/** Commits of the branch that only it has: those ahead of its upstream, or since its base where it has none. */
export function ownCommits({ ahead, sinceBase }: GitFacts): number {
  return ahead ?? sinceBase ?? 0;
}

/** Git facts as short signs: `Δ5 ↑2 ↓1 ⚑1` for changed files, own commits, commits behind and stashes. Empty when clean. */
export function gitSigns(git: GitFacts): string {
  const counts = { Δ: git.changed, '↑': ownCommits(git), '↓': git.behind ?? 0, '⚑': git.stashes ?? 0 };
  return Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([sign, number]) => `${sign}${number}`)
    .join(' ');
}

/** An agent's own task list, in short. */
export const TaskList = z.object({
  done: z.int().min(0).max(9999),
  total: z.int().min(0).max(9999),
  /** What it says that it is at. */
  doing: z.string().max(200).nullable(),
});
export type TaskList = z.infer<typeof TaskList>;

/** Why an agent waits: a claim of the container, shown as text and never acted upon. */
export const AttentionClaim = z.object({
  kind: z.enum(['bell', 'question', 'permission', 'finished', 'limit']),
  at: Instant,
  text: z.string().max(500).nullable(),
  /** What it may be answered with, in the agent's words and order. */
  choices: z.array(z.string().max(200)).max(9).optional(),
});
export type AttentionClaim = z.infer<typeof AttentionClaim>;

/**
 * One line of JSON that a container prints about itself. Each line is the container's whole knowledge, so that
 * the newest line alone answers every question; `because` says what made it speak.
 */
export const Report = z.object({
  v: z.literal(1),
  at: Instant,
  because: z.enum(['phase', 'agent', 'bell', 'hook', 'screen', 'message', 'git', 'credential', 'heartbeat']),
  /** How far the start got. `failed` names the step and its output. */
  phase: z.enum(['git', 'agent', 'ready', 'failed']),
  failure: z.object({ step: z.string().max(60), output: z.string().max(4000) }).nullable(),
  agent: AgentProcess,
  git: GitFacts.nullable(),
  attention: AttentionClaim.nullable(),
  /** Last output in the agent's window. */
  lastActivityAt: Instant.nullable(),
  /** Expiry of the agent's credential, and since when it lies there; never the credential. Null: nobody is signed in. */
  credential: z
    .object({
      expiresAt: Instant.nullable(),
      /** Containers of earlier versions say neither this nor the state. */
      issuedAt: Instant.nullable().optional(),
      state: z.enum(['valid', 'invalid']).optional(),
    })
    .nullable(),
  /** How many messages wait for the agent; containers of earlier versions take none. */
  messages: z.int().min(0).optional(),
  /** Null: it has none; containers of earlier versions do not say. */
  tasks: TaskList.nullable().optional(),
  /** Whether its hooks say that a turn is under way. */
  turn: z.boolean().optional(),
  /** False when the kernel's watch limit was reached, so that git facts come from hooks and heartbeats alone. */
  watching: z.boolean(),
});
export type Report = z.infer<typeof Report>;

/** What a gateway's proof looks at, by the names that its script prints. */
export const GATEWAY_CHECKS = ['rules', 'resolver', 'agent', 'proxy', 'host', 'ipv6'] as const;

/** One look of a gateway's proof: whether that is closed, and what was found. */
export const GatewayCheck = z.object({ name: z.enum(GATEWAY_CHECKS), ok: z.boolean(), found: z.string() });
export type GatewayCheck = z.infer<typeof GatewayCheck>;

/** Which policy was in force; gateways of earlier versions do not say. */
const Policy = z.string().optional();
/** A short hash of what its agent has to trust for opened hosts. */
const Trust = z.string().optional();
/** What it calls what it holds of sign-ins; empty: nothing since its start. */
const Credentials = z.string().optional();

/**
 * One line of JSON that a gateway prints: its start, its proof (at the start, and every few minutes again) or that it got no
 * answer, and drift of its rules. What its agent tried is in its ledger: `egress.ts`.
 */
export const GatewayReport = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('starting'), at: Instant }),
  z.object({
    kind: z.literal('proof'),
    at: Instant,
    ok: z.boolean(),
    checks: z.array(GatewayCheck),
    domains: z.array(z.string()),
    policy: Policy,
    trust: Trust,
    credentials: Credentials,
  }),
  z.object({
    kind: z.literal('unproven'),
    at: Instant,
    /** When it was last proven; null when it never was. */
    since: Instant.nullable(),
    checks: z.array(GatewayCheck),
    domains: z.array(z.string()),
    policy: Policy,
    trust: Trust,
    credentials: Credentials,
  }),
  z.object({ kind: z.literal('failed'), at: Instant, step: z.string(), output: z.string() }),
  z.object({ kind: z.literal('drift'), at: Instant, found: z.string() }),
]);
export type GatewayReport = z.infer<typeof GatewayReport>;

/** One line of output as a report of this form; undefined for everything else, since other programs print there too. */
export function readReport<Form extends z.ZodType>(form: Form, line: string): z.infer<Form> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return form.safeParse(parseJson(line)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
