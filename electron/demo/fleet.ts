import type { Container, ContainerState } from '../contract/containers.ts';
import type { Creation, Phase, PhaseId } from '../contract/creation.ts';
import { PHASES } from '../contract/creation.ts';
import { CREDENTIAL_MODE_WORDS } from '../contract/credentials.ts';
import { CallerId, ContainerName } from '../contract/ids.ts';
import { type Sketch, SKETCHES } from './sketches.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import { VERSION } from '../contract/version.ts';

/** A made-up fleet for looking at the page. Times are relative to `now`. */
export interface DemoTime {
  readonly now: number;
}

const KINDS: Readonly<Record<string, 'bell' | 'question' | 'permission'>> = {
  q: 'question',
  p: 'permission',
  b: 'bell',
};

/** The made-up snapshot: 24 containers, two creations under way, a failed one, checks of which one warns. */
export function demoSnapshot({ now }: DemoTime): Snapshot {
  const containers = SKETCHES.map((sketch, index) => demoContainer(sketch, { index, now }));
  const creations = demoCreations(now);
  return {
    revision: 1,
    version: VERSION,
    demo: true,
    docker: { state: 'ready', version: '28.1.1', apiVersion: '1.49' },
    loaded: true,
    containers: Object.fromEntries(containers.map((one) => [one.name, one])),
    creations: Object.fromEntries(creations.map((one) => [one.id, one])),
    projects: {},
    missions: {},
    imageBuild: null,
    doctor: { at: at(now, 2), checks: demoChecks() },
    settings: {
      prefix: 'maestro-',
      defaults: {
        agent: 'claude',
        model: null,
        startMode: 'yolo',
        limits: { memoryBytes: 4 * 1024 ** 3, cpus: 2, pids: 512 },
      },
      allowedDomains: DOMAINS,
      desktop: { shortcut: null, openAtLogin: null, keys: [] },
      recentProjects: [
        '/home/ada/work/shop-api',
        '/home/ada/work/web-shop',
        '/home/ada/work/ledger',
        '/home/ada/infra',
      ],
      problems: [],
    },
  };
}

const DOMAINS = ['api.anthropic.com', 'statsig.anthropic.com', 'api.openai.com', 'github.com', 'api.github.com'];

/** A container as it is sketched; `index` is its place in the fleet. */
export function demoContainer(sketch: Sketch, { index, now }: DemoTime & { readonly index: number }): Container {
  const {
    name,
    project,
    agent = 'claude',
    model = 'opus',
    state,
    task,
    evidence,
    minutes,
    git,
    days,
    problem,
  } = sketch;
  const branch = name.replace(/-\d+$/, '').replace('-', '/');
  const up = !['stopped', 'incomplete', 'error'].includes(state);
  const safe = name.replace(/[^a-z0-9-]/g, 'x');
  return {
    name: ContainerName.parse(`maestro-${safe.replace(/^[^a-z0-9]+/, '')}`),
    shortName: name,
    nick: null,
    dockerId: String(index).padStart(12, '0'),
    project: { path: `/home/ada/work/${project}`, name: project },
    branch,
    baseCommit: '9f2c41d0a7be11a0a3b5c0ffee00112233445566',
    task,
    agent,
    model: agent === 'custom' ? null : model,
    createdAt: at(now, 60 + index * 7),
    limits: { memoryBytes: 4 * 1024 ** 3, cpus: 2, pids: 512 },
    docker: state === 'incomplete' ? 'created' : up ? 'running' : 'exited',
    state,
    evidence,
    since: at(now, minutes),
    agentProcess: agentProcess(state),
    git: git === undefined ? null : { branch, changed: git[0], ahead: git[1], behind: git[2], sinceBase: git[3] },
    attention: attention(sketch, now),
    limitUntil: state === 'limit' ? at(now, -95) : null,
    tasks: sketch.tasks ?? null,
    lastActivityAt: state === 'incomplete' || state === 'starting' ? null : at(now, minutes),
    credential: credential(days, now),
    isolation: demoIsolation(state),
    credentialMode: { mode: 'broker', words: CREDENTIAL_MODE_WORDS.broker },
    preset: index === 5 ? 'open' : 'standard',
    problem: problem ?? null,
  };
}

function agentProcess(state: ContainerState): Container['agentProcess'] {
  if (state === 'incomplete' || state === 'error' || state === 'stopped') return null;
  if (state === 'dormant') return { state: 'exited', exitCode: 0 };
  return { state: state === 'starting' ? 'starting' : 'running' };
}

function attention({ ask, minutes }: Sketch, now: number): Container['attention'] {
  if (ask === undefined) return null;
  return { kind: KINDS[ask[0]] ?? 'bell', at: at(now, minutes), text: ask[1], choices: [...(ask[2] ?? [])] };
}

function credential(days: number | null | undefined, now: number): Container['credential'] {
  if (days === undefined || days === null) return null;
  const expiresAt = at(now, -days * 24 * 60 - 30);
  return { state: days < 0 ? 'expired' : days < 1 ? 'expiring' : 'ok', expiresAt };
}

/** How closed a made-up container in this state is. */
export function demoIsolation(state: ContainerState): Container['isolation'] {
  if (state === 'stopped' || state === 'incomplete')
    return { state: 'stopped', checks: [], domains: DOMAINS, provenAt: null };
  const failed = state === 'error';
  return {
    state: failed ? 'failed' : state === 'starting' ? 'starting' : 'verified',
    checks: [
      {
        name: 'resolver',
        ok: !failed,
        found: failed ? 'blocked.test answered 203.0.113.7' : 'NXDOMAIN',
      },
      { name: 'agent', ok: true, found: 'connection refused at once' },
      { name: 'ipv6', ok: true, found: 'no address but ::1' },
    ],
    domains: DOMAINS,
    provenAt: null,
  };
}

/** Two creations under way and one that failed while it copied. */
export function demoCreations(now: number): Creation[] {
  return [
    creation('creation-demo-1', {
      task: 'Add an endpoint that exports all orders of a month as CSV',
      startedAt: at(now, 0.15),
      phases: phasesAt('copy', now, { bytes: { sent: 96_000_000, total: 184_000_000 } }),
      branch: 'feat/export-orders-csv',
    }),
    creation('creation-demo-2', {
      state: 'failed',
      project: '/home/ada/work/web-shop',
      task: 'Show delivery times on the product page',
      startedAt: at(now, 6),
      phases: phasesAt('copy', now, { state: 'failed' }),
      branch: 'feat/delivery-times',
      problem: {
        code: 'COPY_FAILED',
        sentence: 'The project could not be copied: assets/raw/hero.psd cannot be read.',
        hints: ['Check that every file of the project can be read.', 'Or leave it out with a line in .maestroignore.'],
        detail: "EACCES: permission denied, open '/home/ada/work/web-shop/assets/raw/hero.psd'",
      },
    }),
  ];
}

/** Phases of a creation that is at one of them. */
export function phasesAt(
  current: PhaseId,
  now: number,
  { bytes = null, state = 'running' }: { bytes?: Phase['bytes']; state?: 'running' | 'failed' } = {},
): Phase[] {
  const index = PHASES.indexOf(current);
  const took = [12, 4, 38, 1240, 310, 2200, 420, 900];
  return PHASES.map((id, number) => ({
    id,
    state: number < index ? 'done' : number === index ? state : 'waiting',
    startedAt: number <= index ? at(now, 0.1) : null,
    ms: number < index ? (took[number] ?? 1) : null,
    detail: null,
    bytes: number === index ? bytes : null,
  }));
}

export function creation(id: string, change: Partial<Creation>): Creation {
  return {
    id: CallerId.parse(id),
    project: '/home/ada/work/shop-api',
    task: 'A task',
    agent: 'claude',
    startedAt: new Date().toISOString(),
    state: 'running',
    name: null,
    branch: null,
    phases: [],
    problem: null,
    ...change,
  };
}

function demoChecks(): NonNullable<Snapshot['doctor']>['checks'] {
  const ok = { state: 'ok' as const, hints: [] };
  return [
    { id: 'docker', title: 'Docker', found: 'Engine 28.1.1, API 1.49, 16 GB memory, 8 CPUs.', ...ok },
    { id: 'images', title: 'Images', found: 'Agent and gateway images are current.', ...ok },
    { id: 'base-image', title: 'Base image', found: 'node:22-bookworm-slim by digest.', ...ok },
    { id: 'tools', title: 'Tools in containers', found: 'The image of agents has gh, git-lfs, uv.', ...ok },
    {
      id: 'disk',
      title: 'Disk',
      state: 'warning',
      found: '11 GB free where Docker keeps its data.',
      hints: ['Run `maestro image prune` to remove outdated images.'],
    },
    { id: 'git', title: 'Git', found: 'git 2.47.1, commits as Ada Byron.', ...ok },
    { id: 'credentials', title: 'Credentials', found: 'Claude: signed in, expires in 6 days.', ...ok },
    { id: 'config', title: 'Configuration', found: '~/.maestro/config.yml has 6 keys, all known.', ...ok },
    {
      id: 'unfinished',
      title: 'Unfinished',
      state: 'warning',
      found: 'One creation was cut off: docs-api-guide-3.',
      hints: ['Remove it in Fleet, or run `maestro cleanup docs-api-guide-3`.'],
    },
  ];
}

function at(now: number, minutesAgo: number): string {
  return new Date(now - minutesAgo * 60_000).toISOString();
}
