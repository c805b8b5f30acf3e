import { byUrgency, type Container, type Isolation } from '../../contract/containers.ts';
import type { Problem } from '../../contract/errors.ts';
import { type Config, readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { LABEL } from '../docker/labels.ts';
import { fail, isProblem, problemOf } from '../errors.ts';
import { isolationOf } from '../gateway/gateway.ts';
import { findNetwork } from './allowed.ts';
import { creationIsLive } from './creations.ts';
import { continued, describeContainer, type Observed, shortName } from './describe.ts';
import { type Called, matching } from './finding.ts';
import { type Member, readFleet } from './fleet.ts';
import { keptStamp } from './kept.ts';
import { findLease } from './leases.ts';
import { findMerged } from './merges.ts';
import { lookAtBoth } from './parting.ts';
import { findRefused, mayBeHeld } from './refusing.ts';
import { readReports } from './reports.ts';

/** Enough to tell when the newest state began; the newest line alone says what it is. */
export const AGENT_LINES = 10;
export const GATEWAY_LINES = 50;
const MANY_GATEWAY_LINES = 5_000;

/** All containers of this user, the most urgent first, from one list call and each one's state and last lines: no exec. One that cannot be read is among them, with its problem. Also fills the snapshot. */
export async function listContainers(context: Context): Promise<Container[]> {
  const config = readConfig(context);
  const members = await readFleet(context);
  const containers = await Promise.all(members.map((member) => look(context, member, config)));
  showAll(context, containers);
  return containers.sort(byUrgency);
}

/** The container that a person means by a word, as `matching` tells. CONTAINER_NOT_FOUND, CONTAINER_NAME_AMBIGUOUS. */
export async function getContainer(context: Context, word: string): Promise<Container> {
  const config = readConfig(context);
  const members = (await readFleet(context)).map((member) => ({ ...member, name: member.birth.name }));
  return look(context, oneOf(members, { word, prefix: config.prefix }), config);
}

/** The one that a word means. CONTAINER_NOT_FOUND, CONTAINER_NAME_AMBIGUOUS. */
export function oneOf<One extends Called>(
  all: readonly One[],
  { word, prefix }: { word: string; prefix: string },
): One {
  const [only, ...more] = matching(all, word, prefix);
  if (only === undefined) throw fail('CONTAINER_NOT_FOUND', `No container is named ${word}.`);
  if (more.length === 0) return only;
  throw fail('CONTAINER_NAME_AMBIGUOUS', `${word} can mean several containers.`, {
    hints: [`Give one of: ${[only, ...more].map(({ shown }) => shortName(shown, prefix)).join(', ')}.`],
  });
}

/** The container that a finished creation made, from a look at that one alone. CONTAINER_NOT_FOUND. */
export async function getCreated(context: Context, creation: string, config: Config): Promise<Container> {
  const [member] = await readFleet(context, { [LABEL.creation]: creation });
  if (member === undefined) throw fail('CONTAINER_NOT_FOUND', 'The container of this creation is gone.');
  return look(context, member, config);
}

/** Puts containers into the snapshot and takes out those that are gone. */
export function showAll(context: Context, containers: readonly Container[]): void {
  const gone = Object.keys(context.state.snapshot.containers).map((name) => [name, null] as const);
  const found = containers.map((container) => [container.name, container] as const);
  context.state.change({ containers: Object.fromEntries([...gone, ...found]), fields: { loaded: true } });
}

async function look(context: Context, member: Member, { prefix, daemon }: Config): Promise<Container> {
  const preset = findNetwork(context, member.birth.name)?.preset ?? null;
  const lease = findLease(context, member.birth.name);
  const mergedTip = findMerged(context, member.birth.name);
  const comments = keptStamp(context, member.birth.name, 'comments');
  const known = { preset, lease, mergedTip, comments, startError: null, prefix, stalledAfterMs: daemon.stalledAfterMs };
  const observed = { ...(await lookNow(context, member)), ...known, refused: null, now: context.now() };
  const found = describeContainer(member, observed);
  const before = context.state.snapshot.containers[member.birth.name];
  if (!mayBeHeld(found, observed.reports)) return continued(before, found);
  const refused = await findRefused(context, member, observed.reports);
  return continued(before, describeContainer(member, { ...observed, refused }));
}

type SeenNow = Pick<Observed, 'reports' | 'stranded' | 'isolation' | 'beingCreated' | 'unread'>;

/** What cannot be found out about one container is that one's problem, unless Docker does not answer at all. */
async function lookNow(context: Context, member: Member): Promise<SeenNow> {
  try {
    return await askDocker(context, member);
  } catch (error) {
    const isolation = isolationOf(member.gateway?.State === 'running', [], context.now());
    const unread = unreadProblem(context, { error, container: member.birth.name });
    return { reports: [], stranded: false, isolation, beingCreated: false, unread };
  }
}

/** Why a container could not be read. Throws the error where it is not about this container alone. */
export function unreadProblem(
  { log }: Pick<Context, 'log'>,
  { error, container }: { error: unknown; container: string },
): Problem {
  if (isProblem(error, 'DOCKER_UNREACHABLE') || isProblem(error, 'DOCKER_DENIED')) throw error;
  log.warn({ err: error, container }, 'could not be read');
  return problemOf(error);
}

async function askDocker(context: Context, member: Member): Promise<SeenNow> {
  const { row, gateway } = member;
  const [lines, isolation, both, beingCreated] = await Promise.all([
    member.row.State === 'created' ? [] : lastLines(context, member.row.Id, AGENT_LINES),
    lookAtGateway(context, member),
    row.State === 'running' && gateway?.State === 'running' ? lookAtBoth(context, member) : undefined,
    member.row.State === 'created' && creationIsLive(context, member.owned.creation),
  ]);
  const { reports } = readReports(lines, context.now());
  return { reports, stranded: both?.remedy === 'restart', isolation, beingCreated, unread: null };
}

/** A gateway repeats its proof now and then; between two of them there may be many lines about connections. */
async function lookAtGateway(context: Context, { gateway }: Member): Promise<Isolation> {
  if (gateway === null || gateway.State === 'created') return isolationOf(false, [], context.now());
  const isRunning = gateway.State === 'running';
  const lines = await lastLines(context, gateway.Id, GATEWAY_LINES);
  const isolation = isolationOf(isRunning, lines, context.now());
  if (isolation.state !== 'unknown' || lines.length < GATEWAY_LINES) return isolation;
  return isolationOf(isRunning, await lastLines(context, gateway.Id, MANY_GATEWAY_LINES), context.now());
}

/** None when the container went away meanwhile. */
async function lastLines(context: Context, id: string, count: number): Promise<string[]> {
  try {
    return await context.docker.lastLines(id, count);
  } catch (error) {
    if (isProblem(error, 'CONTAINER_NOT_FOUND')) return [];
    throw error;
  }
}
