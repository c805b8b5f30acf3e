import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { listContainers } from '../../electron/engine/containers/list.ts';
import { inTurns, median, percentile, report, runSync } from '../support/bench.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { engineStats } from '../support/engine-stats.ts';
import { MAESTRO } from '../support/maestro.ts';
import { gitProject, whenDone } from '../support/project.ts';
import { until } from '../support/until.ts';

/** 50 by hand, and what else `MAESTRO_FLEET` says. */
const COUNT = Number(process.env['MAESTRO_FLEET'] ?? 20);
const IDLE_MS = 20_000;
const TICKS_PER_SECOND = 100;
/** Sleeps until it is told to, notes when, and rings. */
const RINGER = [
  'bash',
  '-c',
  'mkfifo /tmp/go; read -r _ < /tmp/go; date +%s%3N > /tmp/rang; printf "\\a"; sleep infinity',
];

let engine: TestEngine;
let project: string;
let fleet: Container[];

beforeAll(async () => {
  engine = await containerEngine();
  project = await gitProject();
  fleet = [];
  for (let made = 0; made < COUNT; made += 4) {
    const some = Array.from({ length: Math.min(4, COUNT - made) }, () =>
      engine.client.containers.create(newContainer({ project, agent: 'custom', command: RINGER })),
    );
    fleet.push(...(await Promise.all(some)));
  }
});

/** Docker's execs since then. */
function execsSince(seconds: number): number {
  const now = Math.floor(Date.now() / 1000);
  const filters = ['--filter', 'event=exec_create', '--filter', `label=maestro.home=${engine.user.paths.home}`];
  const listed = runSync('docker', ['events', '--since', String(seconds), '--until', String(now), ...filters]);
  return listed.split('\n').filter((line) => line !== '').length;
}

test('maestro list of all running containers against a cold start', async () => {
  const since = Math.floor(Date.now() / 1000) + 1;
  const env = { HOME: engine.user.home };
  const times = await inTurns(11, {
    version: () => runSync(process.execPath, [MAESTRO, '--version'], env),
    list: () => runSync(process.execPath, [MAESTRO, 'list'], env),
  });

  const row = { what: `maestro list, ${COUNT} containers`, unit: 'ms', baselineIs: 'maestro --version' } as const;
  const figures = { measured: median(times.list), baseline: median(times.version) };
  const ok = report({ ...row, ...figures, budget: { atMost: 3 } });
  expect({ ok, execs: execsSince(since) }).toEqual({ ok: true, execs: 0 });
});

test('one look at the whole fleet against what Docker’s own answers take', async () => {
  const { docker } = engine.context;
  const label = `label=maestro.home=${engine.user.paths.home}`;
  const ids = runSync('docker', ['ps', '-aq', '--no-trunc', '--filter', label]).trim().split('\n');
  const times = await inTurns(11, {
    docker: () => Promise.all(ids.map((id) => docker.inspect(id))),
    look: () => listContainers(engine.context),
  });

  const row = { what: `one look at ${COUNT} containers`, unit: 'ms', baselineIs: 'inspect each, at once' } as const;
  const figures = { measured: median(times.look), baseline: median(times.docker) };
  expect(report({ ...row, ...figures, budget: { atMost: 3 } })).toBe(true);
});

test('the host at rest beside the fleet, and Docker beside both', async () => {
  const alone = await shareOf(engineTicks);
  const host = spawn(process.execPath, [MAESTRO, 'serve', '--no-open', '--json'], {
    env: { ...process.env, HOME: engine.user.home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  whenDone(async () => {
    const ended = new Promise((resolve) => host.once('close', resolve));
    host.kill('SIGTERM');
    await ended;
  });
  await new Promise((resolve) => host.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  const since = Math.floor(Date.now() / 1000) + 1;
  const pid = host.pid ?? 0;
  const [share, beside] = await Promise.all([shareOf(() => ticksOf(pid)), shareOf(engineTicks)]);

  const row = { baseline: null, baselineIs: '' } as const;
  const cpu = { ...row, unit: '% of a core', budget: { atMost: 1 } } as const;
  const kept = [
    report({ ...cpu, what: `host at rest, ${COUNT} containers`, measured: share }),
    report({
      ...cpu,
      what: `Docker, for the host at rest, ${COUNT} containers`,
      measured: Math.max(0, beside - alone),
    }),
    report({
      ...row,
      what: `host, memory, ${COUNT} containers`,
      unit: 'MiB',
      measured: await residentMiB(pid),
      budget: { atMost: 180 },
    }),
  ];
  expect({ kept, execs: execsSince(since) }).toEqual({ kept: [true, true, true], execs: 0 });
});

/** What of a core somebody uses at rest, in percent. `used`: the processor time until now, in ticks. */
async function shareOf(used: () => Promise<number>): Promise<number> {
  const before = await used();
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  return (((await used()) - before) / TICKS_PER_SECOND / (IDLE_MS / 1000)) * 100;
}

/** Of Docker's engine and what runs its containers, without what runs in them. */
async function engineTicks(): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const named = pids.map(async (pid) => {
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
    return /^(dockerd|containerd)\n$/.test(name) ? ownTicks(Number(pid)) : 0;
  });
  return (await Promise.all(named)).reduce((sum, ticks) => sum + ticks, 0);
}

async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

/** Processor time of a process and its children that live, in ticks. */
async function ticksOf(pid: number): Promise<number> {
  const theirs = await Promise.all((await childrenOf(pid)).map(ticksOf));
  return (await ownTicks(pid)) + theirs.reduce((sum, ticks) => sum + ticks, 0);
}

async function ownTicks(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8')));
  return lists.flatMap((list) =>
    list
      .split(' ')
      .filter((text) => text.trim() !== '')
      .map(Number),
  );
}

test('a container at rest: its agent’s side and its gateway’s', async () => {
  const [container] = fleet;
  const names = { agent: container?.name ?? '', gateway: `${container?.name ?? ''}-gw` };
  const before = { agent: await engineStats(names.agent), gateway: await engineStats(names.gateway) };
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const kept: boolean[] = [];
  for (const side of ['agent', 'gateway'] as const) {
    const after = await engineStats(names[side]);
    const cpu = ((after.cpuNs - before[side].cpuNs) / (after.atMs - before[side].atMs) / 1e6) * 100;
    const row = { baseline: null, baselineIs: '' } as const;
    const what = `${side} container at rest`;
    kept.push(
      report({ ...row, what: `${what}, processor`, unit: '% of a core', measured: cpu, budget: { atMost: 0.5 } }),
    );
    // The agent's container holds tmux with two shells beside what reports about it.
    const memory = { what: `${what}, memory`, unit: 'MiB', measured: after.memoryBytes / 2 ** 20 } as const;
    kept.push(report({ ...row, ...memory, budget: { atMost: side === 'agent' ? 24 : 48 } }));
  }
  expect(kept).toEqual([true, true, true, true]);
});

test('from a bell in the container to the attention in the snapshot', async () => {
  engine.watch();
  await until('the fleet', () => Object.keys(engine.context.state.snapshot.containers).length === COUNT);
  const delays: number[] = [];
  for (const container of fleet) {
    const noticed = attentionOf(container);
    await inside(container, 'echo > /tmp/go');
    const seen = await noticed;
    delays.push(seen - Number(await inside(container, 'cat /tmp/rang')));
  }

  const row = { what: 'bell to attention, p95', unit: 'ms', baseline: null, baselineIs: '' } as const;
  expect(report({ ...row, measured: percentile(delays, 95), budget: { atMost: 250 } })).toBe(true);
});

/** The moment at which a client of the snapshot hears that a container waits. */
async function attentionOf({ name }: Container): Promise<number> {
  for await (const event of engine.context.state.watch(engine.context.closing)) {
    const container = event.kind === 'change' ? event.change.containers?.[name] : undefined;
    if (container?.attention?.kind === 'bell') return Date.now();
  }
  throw new Error(`Nothing was heard of ${name}.`);
}
