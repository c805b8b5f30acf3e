import type { AgentKind } from '../../contract/agents.ts';
import type { Container, ContainerState } from '../../contract/containers.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { MissionSummary } from '../../contract/missions.ts';
import type { NoticeKind } from '../../contract/notices.ts';
import { PROOF_HOLDS_MS } from '../../contract/reports.ts';
import type { Schedule } from '../../contract/schedules.ts';

/** One stretch of time in which something wants a person; it is told of once. */
export interface Episode {
  /** Tells it from every other one, also from an earlier one of the same container. */
  readonly key: string;
  readonly kind: NoticeKind;
  /** Null: it is about a sign-in, a mission, or a schedule. */
  readonly container: ContainerName | null;
  /** What a person knows it by. */
  readonly name: string;
  /** When it began, in milliseconds since 1970. */
  readonly since: number;
  /** What the agent asks, or what went wrong. */
  readonly text: string;
}

const LAST_HOUR_MS = 3_600_000;

/** What else is known that may want one. */
export interface Besides {
  /** Those of open projects. */
  readonly missions?: readonly MissionSummary[];
  /** Those that did not run well, with why. */
  readonly schedules?: readonly { readonly schedule: Schedule; readonly why: string }[];
}

/** Everything that wants a person at this moment (pure). */
export function episodesOf(
  containers: readonly Container[],
  now: Date,
  { missions = [], schedules = [] }: Besides = {},
): Episode[] {
  const lapses = containers.flatMap((container) => ofLapse(container, now));
  return [
    ...containers.flatMap(ofContainer),
    ...lapses,
    ...ofSignIns(containers, now),
    ...missions.flatMap(ofMission),
    ...schedules.map(ofSchedule),
  ];
}

function ofMission({ project, id, title, still }: MissionSummary): Episode[] {
  if (still === undefined) return [];
  const { at, sentence: text } = still;
  const key = ['mission_stands', id, project, at].join(' ');
  return [{ key, kind: 'mission_stands', container: null, name: title, since: Date.parse(at), text }];
}

function ofSchedule({ schedule: { name, last, missed }, why }: NonNullable<Besides['schedules']>[number]): Episode {
  const at = missed?.latest ?? last?.due ?? '';
  const key = ['schedule_failed', name, at].join(' ');
  return { key, kind: 'schedule_failed', container: null, name, since: Date.parse(at), text: why };
}

function ofContainer(container: Container): Episode[] {
  const kind = kindOf(container);
  if (kind === undefined) return [];
  const { name, nick, shortName, since, problem } = container;
  return [
    {
      key: [kind, name, container.dockerId, since].join(' '),
      kind,
      container: name,
      name: nick ?? shortName,
      since: Date.parse(since),
      text: problem?.sentence ?? textOf(container),
    },
  ];
}

/** A network whose proof is too old: nobody knows any more that it is closed. One late proof calls nobody. */
function ofLapse({ name, nick, shortName, dockerId, isolation }: Container, now: Date): Episode[] {
  const { state, provenAt } = isolation;
  if (state !== 'unproven' || provenAt === null) return [];
  const since = Date.parse(provenAt) + PROOF_HOLDS_MS;
  if (since > now.getTime()) return [];
  const text = `The last proof is of ${provenAt}. Nothing shows that it is open; maestro doctor looks.`;
  const key = ['lapsed', name, dockerId, provenAt].join(' ');
  return [{ key, kind: 'firewall_failed', container: name, name: nick ?? shortName, since, text }];
}

const KINDS: Readonly<Partial<Record<ContainerState, NoticeKind>>> = {
  'needs-you': 'attention_needed',
  finished: 'finished',
  stalled: 'stalled',
  limit: 'limit_reached',
  interrupted: 'container_failed',
};

function kindOf({ state, problem, agentProcess }: Container): NoticeKind | undefined {
  const kind = KINDS[state];
  if (kind !== undefined) return kind;
  if (state === 'error') return problem?.code === 'GATEWAY_FAILED' ? 'firewall_failed' : 'container_failed';
  if (state !== 'dormant') return undefined;
  return agentProcess?.state === 'exited' && agentProcess.exitCode !== 0 ? 'container_failed' : 'dormant';
}

/** The agent's own words, where it said some. */
function textOf({ attention, state, evidence }: Container): string {
  return (state === 'needs-you' || state === 'finished' ? attention?.text : undefined) ?? evidence;
}

/** Of each agent only the freshest sign-in that a running container has: the others can be given that one. */
function ofSignIns(containers: readonly Container[], now: Date): Episode[] {
  const ends = new Map<AgentKind, number>();
  for (const { agent, credential, docker } of containers) {
    if (docker !== 'running' || credential === null || credential.state === 'missing') continue;
    const end = credential.expiresAt === null ? Infinity : Date.parse(credential.expiresAt);
    ends.set(agent, Math.max(end, ends.get(agent) ?? 0));
  }
  return [...ends].flatMap(([agent, end]) => ofSignIn(agent, end, now.getTime()));
}

function ofSignIn(agent: AgentKind, end: number, now: number): Episode[] {
  if (end - now >= LAST_HOUR_MS) return [];
  const [level, since] = end <= now ? ['ended', end] : ['last hour', end - LAST_HOUR_MS];
  const minutes = Math.max(1, Math.round((end - now) / 60_000));
  const text = end <= now ? 'It has ended.' : `It ends in ${minutes} min.`;
  const key = ['token_expiring', agent, end, level].join(' ');
  return [
    { key, kind: 'token_expiring', container: null, name: agent, since, text: `${text} maestro auth renews it.` },
  ];
}
