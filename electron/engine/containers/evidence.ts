import type { Container, ContainerState, Isolation } from '../../contract/containers.ts';
import type { Problem } from '../../contract/errors.ts';
import type { RefusedName } from '../../contract/network.ts';
import type { Report } from '../../contract/reports.ts';
import { fail } from '../errors.ts';
import { brokenChecks } from '../gateway/gateway.ts';
import { type Ending, endingWords, isInterrupted } from './endings.ts';
import { limitEnd } from './limit-end.ts';
import { isOver } from './refused-rules.ts';
import { reportedFailure } from './reports.ts';
import type { Wish } from './wishes.ts';

/** Everything that a container's state is decided from. */
export interface Facts {
  readonly docker: Container['docker'];
  readonly exitCode: number | null;
  /** How it ended, where nobody asked Maestro to stop it. */
  readonly ending: Ending | null;
  /** What the user last asked for; null where that is not known. */
  readonly wish: Wish | null;
  /** What Docker said when it could not start it; null when it did, or when nobody looked. */
  readonly startError: string | null;
  /** Why it could not be read; null when it could. */
  readonly unread: Problem | null;
  /** Some process is creating it at this moment. */
  readonly beingCreated: boolean;
  readonly createdAt: string;
  /** Its newest reports since its last start, oldest first. */
  readonly reports: readonly Report[];
  readonly gateway: 'running' | 'stopped' | 'missing';
  /** Its gateway was restarted after it, so that its network is gone. */
  readonly stranded: boolean;
  readonly isolation: Isolation;
  /** The name that its network refused and that it may wait for. */
  readonly refused: RefusedName | null;
  /** How long an agent may show nothing in the middle of a turn. */
  readonly stalledAfterMs: number;
  readonly now: Date;
}

/** A state, what it rests on, and when it began. */
export interface Evidence {
  readonly state: ContainerState;
  readonly evidence: string;
  readonly since: string;
  readonly problem: Problem | null;
  /** When the limit that it waits for ends, where it waits for one and says that. */
  readonly limitUntil: string | null;
}

type Found = Omit<Evidence, 'problem' | 'limitUntil'> & Partial<Evidence>;
type Rung = (facts: Facts, last: Report | undefined) => Found | undefined;

/** An agent without output for this long counts as quiet, and as nothing more than that. */
export const QUIET_MS = 3 * 60_000;

/** The first rung that holds decides: what a process does outranks what it claimed, and a claim outranks silence. */
const LADDER: readonly Rung[] = [
  ...[incomplete, failed, unread, stopped, starting, dormant],
  ...[needsYou, limited, finished, held, stalled, quiet],
];

const NOTHING_MORE = { problem: null, limitUntil: null };

/** What a container is doing, from evidence alone: the same facts always give the same answer. */
export function decideState(facts: Facts): Evidence {
  const last = facts.reports.at(-1);
  for (const rung of LADDER) {
    const found = rung(facts, last);
    if (found !== undefined) return { ...NOTHING_MORE, ...found };
  }
  return { ...NOTHING_MORE, ...running(facts) };
}

function incomplete(facts: Facts): ReturnType<Rung> {
  if (facts.docker !== 'created' || facts.startError !== null) return undefined;
  if (facts.beingCreated) return { state: 'starting', evidence: 'being created', since: facts.createdAt };
  return {
    state: 'incomplete',
    evidence: 'its creation was cut off before it was started',
    since: facts.createdAt,
  };
}

function failed(facts: Facts, last: Report | undefined): ReturnType<Rung> {
  const problem = startProblem(facts) ?? (last && reportedFailure(last)?.problem) ?? networkProblem(facts);
  if (problem === undefined) return undefined;
  return { state: 'error', evidence: problem.sentence, since: last?.at ?? facts.createdAt, problem };
}

function startProblem({ startError, docker }: Facts): Problem | undefined {
  if (startError !== null)
    return fail('CONTAINER_START_FAILED', 'Docker could not start it.', { detail: startError }).problem;
  if (docker === 'dead') return fail('CONTAINER_START_FAILED', 'Docker could not remove it and calls it dead.').problem;
  return undefined;
}

function networkProblem({ docker, gateway, stranded, isolation }: Facts): Problem | undefined {
  if (gateway === 'missing')
    return fail('GATEWAY_FAILED', 'Its gateway is gone, so it cannot have a network.', {
      hints: ['Its files are still in the container: docker cp gets them out.', 'maestro cleanup removes the rest.'],
    }).problem;
  if (docker !== 'running') return undefined;
  if (gateway === 'stopped')
    return fail('GATEWAY_FAILED', 'Its gateway is stopped, so it has no network.', {
      hints: ['Stop and start the container: that starts the gateway first.'],
    }).problem;
  if (stranded)
    return fail('GATEWAY_FAILED', 'Its gateway was restarted after it, so the network that it is in is gone.', {
      hints: ['Start it: that restarts the agent behind its gateway.'],
    }).problem;
  if (isolation.state !== 'failed') return undefined;
  return fail('GATEWAY_FAILED', 'Its network is not proven closed.', { detail: brokenChecks(isolation) }).problem;
}

/** One that is being removed is read in vain, and what it said does not matter any more. */
function unread({ unread: problem, docker, createdAt }: Facts): ReturnType<Rung> {
  if (problem === null || docker === 'removing') return undefined;
  return { state: 'error', evidence: `it could not be read: ${problem.sentence}`, since: createdAt, problem };
}

function stopped(facts: Facts, last: Report | undefined): ReturnType<Rung> {
  const { docker, exitCode, ending, wish } = facts;
  const since = last?.at ?? facts.createdAt;
  if (docker === 'paused') return { state: 'stopped', evidence: 'paused in Docker', since };
  if (docker === 'removing') return { state: 'stopped', evidence: 'being removed', since };
  if (docker !== 'exited') return undefined;
  if (ending !== null && isInterrupted(ending, wish))
    return { state: 'interrupted', evidence: `interrupted: ${endingWords(ending)}`, since };
  return { state: 'stopped', evidence: exitCode === null ? 'stopped' : `stopped (exit code ${exitCode})`, since };
}

function starting({ docker, createdAt }: Facts, last: Report | undefined): ReturnType<Rung> {
  if (docker === 'restarting') return { state: 'starting', evidence: 'Docker is restarting it', since: createdAt };
  if (last === undefined) return { state: 'starting', evidence: 'no report from it yet', since: createdAt };
  if (last.phase === 'ready' && last.agent.state !== 'starting') return undefined;
  const evidence = last.phase === 'git' ? 'preparing the branch' : 'starting the agent';
  return { state: 'starting', evidence, since: last.at };
}

const CLAIMS = { bell: 'rang the bell', question: 'asks a question', permission: 'asks for permission' } as const;

function needsYou(_: Facts, last: Report | undefined): ReturnType<Rung> {
  const claim = last?.attention ?? null;
  if (claim === null || claim.kind === 'finished' || claim.kind === 'limit') return undefined;
  const said = claim.text === null ? '' : `: ${claim.text}`;
  const choices = (claim.choices ?? []).map((choice, index) => ` ${index + 1}) ${choice}`).join('');
  return { state: 'needs-you', evidence: `${CLAIMS[claim.kind]}${said}${choices}`, since: claim.at };
}

/** What it says of its limit holds until it goes on, or until the time that it names. */
function limited({ now }: Facts, last: Report | undefined): ReturnType<Rung> {
  const claim = last?.attention;
  if (claim?.kind !== 'limit') return undefined;
  const limitUntil = limitEnd(claim);
  const overMs = limitUntil === null ? -1 : now.getTime() - Date.parse(limitUntil);
  if (limitUntil === null || overMs < 0)
    return {
      state: 'limit',
      evidence: claim.text ?? 'says that its usage limit is reached',
      since: claim.at,
      limitUntil,
    };
  const evidence = `its usage limit ended ${inWords(overMs)} ago, and it has not gone on`;
  return { state: 'quiet', evidence, since: limitUntil };
}

function finished(_: Facts, last: Report | undefined): ReturnType<Rung> {
  if (last?.attention?.kind !== 'finished') return undefined;
  return { state: 'finished', evidence: last.attention.text ?? 'says it is finished', since: last.attention.at };
}

function dormant(facts: Facts, last: Report | undefined): ReturnType<Rung> {
  if (last?.agent.state !== 'exited') return undefined;
  const since = beganAt(facts, (report) => report.agent.state === 'exited');
  const claimed = last.attention?.kind === 'finished' ? ', and had said that it is finished' : '';
  return { state: 'dormant', evidence: `the agent ended with exit code ${last.agent.exitCode}${claimed}`, since };
}

/** It has shown nothing since its network refused it something: it most likely tries that again and again. */
function held(facts: Facts, last: Report | undefined): ReturnType<Rung> {
  const { refused, now } = facts;
  if (refused === null || last?.turn === false) return undefined;
  const { since, silentMs } = silence(facts, last);
  if (since === null || silentMs < QUIET_MS || !isOver(refused, since)) return undefined;
  const ago = inWords(now.getTime() - Date.parse(refused.lastAt));
  return {
    state: 'stalled',
    evidence: `nothing new from it for ${inWords(silentMs)}, and ${refused.name} was refused ${ago} ago (${refused.id} in its ledger)`,
    since,
  };
}

/** Its process lives and its hooks say that it works; neither its screen nor they have said anything new since. */
function stalled(facts: Facts, last: Report | undefined): ReturnType<Rung> {
  if (last?.turn !== true) return undefined;
  const { since, silentMs } = silence(facts, last);
  if (since === null || silentMs < facts.stalledAfterMs) return undefined;
  return {
    state: 'stalled',
    evidence: `in the middle of its turn, and nothing new from it for ${inWords(silentMs)}`,
    since,
  };
}

/** How long an agent that claims nothing has said and shown nothing new. */
function silence(
  { reports, now }: Facts,
  last: Report | undefined,
): { readonly since: string | null; readonly silentMs: number } {
  const shown = last?.lastActivityAt ?? null;
  if (shown === null || last?.attention !== null) return { since: null, silentMs: 0 };
  const news = reports.findLast(({ because }) => because !== 'heartbeat')?.at ?? shown;
  const since = Date.parse(news) > Date.parse(shown) ? news : shown;
  return { since, silentMs: now.getTime() - Date.parse(since) };
}

function quiet({ now }: Facts, last: Report | undefined): ReturnType<Rung> {
  if (last?.lastActivityAt === null || last === undefined) return undefined;
  const silentMs = now.getTime() - Date.parse(last.lastActivityAt);
  if (silentMs < QUIET_MS) return undefined;
  return { state: 'quiet', evidence: `quiet ${inWords(silentMs)}`, since: last.lastActivityAt };
}

function running(facts: Facts): Found {
  const since = beganAt(facts, (report) => report.agent.state === 'running');
  return { state: 'running', evidence: 'the agent runs', since };
}

/** When the newest unbroken row of reports of this kind began, as far back as they reach. */
function beganAt({ reports, createdAt }: Facts, holds: (report: Report) => boolean): string {
  const before = reports.findLastIndex((report) => !holds(report));
  return reports[before + 1]?.at ?? createdAt;
}

/** 3 m, 2 h or 5 d: whole units, rounded down. */
function inWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} m`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}
