import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { spawn } from 'node-pty';
import { beforeAll, expect, test } from 'vitest';
import { CallerId, type ContainerName } from '../../electron/contract/ids.ts';
import { openView } from '../../electron/engine/terminals/view.ts';
import { median, report } from '../support/bench.ts';
import { type Connection, TRANSPORTS } from '../support/connections.ts';
import { type TestEngine, testEngine } from '../support/docker.ts';
import { whenDone } from '../support/project.ts';
import { tmuxContainer } from '../support/terminals.ts';
import { until } from '../support/until.ts';

const SIZE = { cols: 200, rows: 50 };
/** The page tells what it has drawn at least this often. */
const DRAWN_BEFORE_TOLD = 64 * 1024;
const KEYS = 100;
const FLOOD_MS = 2_000;
const ROUNDS = 7;
const FLOOD = 'while :; do printf "\\033[3%dm%0190d\\n" $((RANDOM % 8)) $RANDOM; done\r';

/** A terminal as far as these benches know it, through the app or without it. */
interface Line {
  readonly type: (text: string) => unknown;
  /** Characters that arrived so far. */
  readonly received: () => number;
  readonly text: () => string;
}

interface Flooded {
  readonly charsPerSecond: number;
  readonly endMs: number;
}

let engine: TestEngine;
let connection: Connection;

beforeAll(async () => {
  engine = await testEngine();
  connection = await TRANSPORTS['websocket']!(engine);
});

/** As the page has it: over the WebSocket, telling now and then what it has drawn. */
async function throughMaestro(container: ContainerName): Promise<Line> {
  const id = CallerId.parse(randomUUID());
  const { client } = connection;
  const stream = await client.terminals.output({ id, container, window: 'agent', ...SIZE });
  let text = '';
  const read = async (): Promise<void> => {
    let drawn = 0;
    for await (const output of stream) {
      if (output.kind === 'exit') return;
      text += output.text;
      drawn += output.text.length;
      if (drawn < DRAWN_BEFORE_TOLD) continue;
      client.terminals.acknowledge({ id, chars: drawn }).catch(() => undefined);
      drawn = 0;
    }
  };
  const done = read().catch(() => undefined);
  whenDone(async () => {
    // The client of a stream that is cut short throws, which is what is wanted here.
    await Promise.allSettled([stream.return(), done]);
  });
  await until('the prompt', () => text.includes('$'));
  return { type: (keys) => client.terminals.write({ id, text: keys }), received: () => text.length, text: () => text };
}

/** The same tmux on a bare pty. */
async function bare(name: ContainerName): Promise<Line> {
  const view = await openView(engine.context, { container: name, window: 'agent', status: false });
  const { program, args, env } = view.command;
  const pty = spawn(program, [...args], { ...SIZE, env: { ...process.env, ...env } });
  whenDone(() => {
    pty.kill();
    view.close();
    return Promise.resolve();
  });
  let text = '';
  pty.onData((more) => (text += more));
  await until('the prompt', () => text.includes('$'));
  return { type: (keys) => pty.write(keys), received: () => text.length, text: () => text };
}

/** Milliseconds from a key to the next output. */
async function echo(line: Line, key: string): Promise<number> {
  const before = line.received();
  const started = performance.now();
  await line.type(key);
  while (line.received() === before) await new Promise((resolve) => setImmediate(resolve));
  const ms = performance.now() - started;
  await new Promise((resolve) => setTimeout(resolve, 20));
  return ms;
}

/** Characters a second while the window floods, and how long Ctrl-C takes to end it. */
async function flooded(line: Line): Promise<Flooded> {
  await line.type(FLOOD);
  await until('the flood', () => line.received() > 50_000);
  const before = line.received();
  const started = performance.now();
  await new Promise((resolve) => setTimeout(resolve, FLOOD_MS));
  const charsPerSecond = (line.received() - before) / ((performance.now() - started) / 1000);
  const asked = performance.now();
  await line.type('\u0003');
  await until('the prompt', () => line.text().slice(-400).includes('$'));
  return { charsPerSecond, endMs: performance.now() - asked };
}

test('echo through the app against the bare pty', async () => {
  const app = await throughMaestro(await tmuxContainer(engine, 'echo-app'));
  const alone = await bare(await tmuxContainer(engine, 'echo-alone'));
  const times = { app: [] as number[], alone: [] as number[] };
  for (let n = 0; n < KEYS; n += 1) {
    const key = n % 40 === 39 ? '\u0015' : 'x';
    times.app.push(await echo(app, key));
    times.alone.push(await echo(alone, key));
  }

  const row = { what: 'terminal echo, added by Maestro', unit: 'ms', baseline: null, baselineIs: '' } as const;
  const measured = Math.max(0, median(times.app) - median(times.alone));
  expect(report({ ...row, measured, budget: { atMost: 4 } })).toBe(true);
});

test('a flood through the app against the bare pty', async () => {
  const alone: Flooded[] = [];
  const app: Flooded[] = [];
  // tmux skips what a terminal cannot take, and how much it skips jumps: several rounds, in turns.
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push(await flooded(await bare(await tmuxContainer(engine, `alone-${round}`))));
    app.push(await flooded(await throughMaestro(await tmuxContainer(engine, `app-${round}`))));
  }

  const bytes = report({
    what: 'terminal flood',
    unit: 'MB/s',
    measured: median(app.map(({ charsPerSecond }) => charsPerSecond)) / 1e6,
    baseline: median(alone.map(({ charsPerSecond }) => charsPerSecond)) / 1e6,
    baselineIs: 'node-pty alone',
    budget: { atLeast: 0.6 },
  });
  const end = { what: 'Ctrl-C ends a flood', unit: 'ms', baseline: null, baselineIs: '' } as const;
  expect([bytes, report({ ...end, measured: median(app.map(({ endMs }) => endMs)), budget: { atMost: 150 } })]).toEqual(
    [true, true],
  );
});
