import { basename } from 'node:path';
import type { AgentKind } from '../../contract/agents.ts';
import type { Container, Isolation } from '../../contract/containers.ts';
import { CREDENTIAL_MODE_WORDS, lifetimeState } from '../../contract/credentials.ts';
import { present } from '../../contract/present.ts';
import type { Preset } from '../../contract/presets.ts';
import type { Problem } from '../../contract/errors.ts';
import type { RefusedName } from '../../contract/network.ts';
import type { Report } from '../../contract/reports.ts';
import { type Evidence, decideState } from './evidence.ts';
import type { Member } from './fleet.ts';
import { lendingProblem } from './lending-rules.ts';
import { type KeptLease, leasedCredential, refusalOf } from './leases.ts';
import { isMerged } from './merges.ts';
import { isOver, isStillRefused } from './refused-rules.ts';

/** What was found out about a member beside its row. */
export interface Observed {
  /** Its newest reports, oldest first. */
  readonly reports: readonly Report[];
  readonly stranded: boolean;
  readonly isolation: Isolation;
  readonly preset: Preset | null;
  /** The name that its network refused and that it may wait for, as the ledger has it. */
  readonly refused: RefusedName | null;
  /** What its gateway holds for it; undefined where that holds nothing. */
  readonly lease: KeptLease | undefined;
  /** Its commit that was merged last. */
  readonly mergedTip: string | undefined;
  /** What tells whether the comments on its work changed. */
  readonly comments: string | undefined;
  readonly beingCreated: boolean;
  readonly startError: string | null;
  /** Why nothing could be found out about it beside its row; null when it could. */
  readonly unread: Problem | null;
  readonly prefix: string;
  readonly stalledAfterMs: number;
  readonly now: Date;
}

/** Whether an agent may have stopped for what was refused to it. */
function tellsRefused({ state, since }: Evidence, refused: RefusedName): boolean {
  return state === 'needs-you' || state === 'finished' || (state === 'stalled' && isOver(refused, since));
}

/** A container as clients see it (pure). */
export function describeContainer(
  { row, birth, gateway, shown, nick, wish, ending }: Member,
  observed: Observed,
): Container {
  const last = observed.reports.at(-1);
  const docker = row.State as Container['docker'];
  const refused = observed.refused !== null && isStillRefused(observed.refused, observed) ? observed.refused : null;
  const evidence = decideState({
    ...observed,
    refused,
    docker,
    exitCode: exitCodeOf(row.Status),
    wish,
    ending,
    createdAt: birth.createdAt,
    gateway: gateway === null ? 'missing' : gateway.State === 'running' ? 'running' : 'stopped',
  });
  return {
    name: birth.name,
    shortName: shortName(shown, observed.prefix),
    nick,
    dockerId: row.Id,
    project: { path: birth.project, name: basename(birth.project) || birth.project },
    branch: last?.git?.branch ?? birth.branch,
    baseCommit: birth.baseCommit,
    task: birth.task,
    ...present({ feature: birth.feature }),
    agent: birth.agent,
    model: birth.model,
    createdAt: birth.createdAt,
    limits: birth.limits,
    docker,
    ...evidence,
    agentProcess: docker === 'running' ? (last?.agent ?? null) : null,
    git: last?.git ?? null,
    merged: isMerged(last?.git ?? null, observed.mergedTip),
    ...present({ comments: observed.comments }),
    attention: docker === 'running' ? (last?.attention ?? null) : null,
    tasks: last?.tasks ?? null,
    lastActivityAt: last?.lastActivityAt ?? null,
    messages: last?.messages ?? 0,
    credential: withProblem(lentOr(credentialOf(birth.agent, last, observed.now), observed), {
      ...observed,
      birth,
      docker,
    }),
    credentialMode: modeWords(birth),
    isolation: observed.isolation,
    ...present({ refused: refused !== null && tellsRefused(evidence, refused) ? refused : undefined }),
    preset: observed.preset,
  };
}

/** The name without the configured prefix. */
export function shortName(name: string, prefix: string): string {
  return name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
}

/** A state that goes on keeps the moment when it began, however far back the reports still reach. */
export function continued(before: Container | undefined, after: Container): Container {
  if (before === undefined || before.dockerId !== after.dockerId || before.state !== after.state) return after;
  if (!KEEPS_ITS_BEGINNING.has(after.state) || before.since >= after.since) return after;
  return { ...after, since: before.since };
}

const KEEPS_ITS_BEGINNING: ReadonlySet<Evidence['state']> = new Set([
  'running',
  'dormant',
  'stopped',
  'interrupted',
  'error',
]);

/** Docker says `Exited (137) 5 minutes ago`. */
function exitCodeOf(status: string): number | null {
  const code = /^Exited \((\d+)\)/.exec(status)?.[1];
  return code === undefined ? null : Number(code);
}

/** Agents that do nothing without a sign-in of their own; others may find one in ways that leave no file. */
const NEEDS_SIGN_IN: ReadonlySet<AgentKind> = new Set(['claude', 'codex']);

function credentialOf(agent: AgentKind, last: Report | undefined, now: Date): Container['credential'] {
  if (last === undefined) return null;
  if (last.credential === null) return NEEDS_SIGN_IN.has(agent) ? { state: 'missing', expiresAt: null } : null;
  const { expiresAt, issuedAt = null, state } = last.credential;
  if (state === 'invalid') return { state, expiresAt: null };
  return { state: lifetimeState({ expiresAt: msOf(expiresAt), issuedAt: msOf(issuedAt) }, now), expiresAt };
}

/** A placeholder says nothing of the sign-in that it stands for. */
function lentOr(
  reported: Container['credential'],
  { lease, now }: Pick<Observed, 'lease' | 'now'>,
): Container['credential'] {
  const isThere = reported !== null && reported.state !== 'missing' && reported.state !== 'invalid';
  return lease !== undefined && isThere ? leasedCredential(lease, now) : reported;
}

/** An agent that found a sign-in by itself needs none of its gateway. */
function withProblem(
  credential: Container['credential'],
  seen: Parameters<typeof lendingProblem>[0],
): Container['credential'] {
  const problem = credential === null ? undefined : lendingProblem(seen);
  const isOwn = seen.lease === undefined && credential?.state === 'ok';
  return problem === undefined || isOwn ? credential : { state: 'missing', expiresAt: null, problem };
}

function modeWords({ agent, credentialMode: mode }: Member['birth']): Container['credentialMode'] {
  if (agent === 'custom') return null;
  const refusal = mode === 'sync' ? refusalOf(agent) : null;
  return { mode, words: [CREDENTIAL_MODE_WORDS[mode], ...(refusal === null ? [] : [refusal])].join(' ') };
}

function msOf(moment: string | null): number | null {
  return moment === null ? null : Date.parse(moment);
}
