import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline/promises';

/** Says in plain words what happens next. */
export function say(text) {
  console.log(`maestro: ${text}`);
}

/** Whether a person can be asked. */
export function hasTerminal() {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** A yes-or-no question whose usual answer is yes. */
export async function agrees(question) {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise((resolve) => lines.once('close', () => resolve('no')));
  try {
    const answer = (await Promise.race([lines.question(`maestro: ${question} [Y/n] `), closed])).trim();
    return answer === '' || /^y(es)?$/i.test(answer);
  } finally {
    lines.close();
  }
}

const running = new Set();
let ending = false;

const GRACE_MS = 10_000;

/** Ends every command that runs at the moment; what does not listen is killed. Nothing more should be started then. */
export function endRunning() {
  ending = true;
  for (const child of running) {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
  }
}

/** Whether `endRunning` was called: what ends from now on was cut off, and says nothing about itself. */
export function isEnding() {
  return ending;
}

/** Keeps a command among those that `endRunning` ends, until it has ended. */
export function follow(child) {
  running.add(child);
  for (const end of ['error', 'exit']) child.once(end, () => running.delete(child));
  return child;
}

/** Runs a command with its output on this terminal; answers its exit status, or 124 when its time ran out. */
export function show(program, args, { env = {}, seconds } = {}) {
  if (ending) return Promise.resolve(130);
  return new Promise((resolve) => {
    const plain = process.stdout.isTTY === true ? {} : { NO_COLOR: '1' };
    const options = { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...plain, ...env } };
    const child = follow(spawn(program, args, options));
    const timer = seconds === undefined ? undefined : setTimeout(() => child.kill('SIGTERM'), seconds * 1000);
    const end = (code) => {
      clearTimeout(timer);
      resolve(code);
    };
    child.once('error', () => end(127));
    child.once('exit', (code, signal) => end(code ?? (signal === 'SIGTERM' ? 124 : 130)));
  });
}

/** Prints a command, then runs it. */
export async function announce(program, args, options = {}) {
  say(`$ ${[program, ...args].join(' ')}`);
  return show(program, args, options);
}

/** Runs a command in silence and answers how it ended; `text` is all that it said, `stdout` what it answered. */
export function ask(program, args, { seconds = 30 } = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: seconds * 1000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { ok: status === 0, text: `${stdout ?? ''}${stderr ?? ''}`.trim(), stdout: stdout ?? '' };
}

/** A duration for people: `4.2 s` or `3 min 5 s`. */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
