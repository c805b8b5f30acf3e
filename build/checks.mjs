import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './machine.mjs';
import { duration, follow, isEnding, say } from './words.mjs';

const CACHE = 'node_modules/.cache/maestro';

const LINT = ['-c', 'build/eslint.config.js', '--max-warnings', '0'];

/** Every check of the source, each a program from node_modules with its arguments. */
const CHECKS = [
  // The longest check comes first, in two halves: each has a core of its own.
  ['lint of electron', 'eslint/bin/eslint.js', [...LINT, 'electron']],
  ['lint of the rest', 'eslint/bin/eslint.js', [...LINT, '.', '--ignore-pattern', 'electron/**']],
  [
    'format',
    'prettier/bin/prettier.cjs',
    ['--check', '--cache', '--cache-location', `${CACHE}/prettier`, '--log-level', 'warn', '.'],
  ],
  ['types', 'typescript/bin/tsc', ['-p', '.', '--incremental', '--tsBuildInfoFile', `${CACHE}/types.tsbuildinfo`]],
  [
    'dependencies',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', 'build/dependency-rules.cjs', '--output-type', 'err', 'electron', 'renderer'],
  ],
  ['dead code', 'knip/bin/knip.js', ['--config', 'build/knip.json', '--no-progress']],
];

/**
 * Runs all checks, two at a time; the output of those that fail is printed. Checks that an interrupt cut off, or that it
 * left no time to begin, are not among the answer.
 */
export async function runChecks() {
  say('Checking format, lint, types, dependency rules and dead code …');
  const waiting = [...CHECKS];
  const done = new Map();
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined && !isEnding(); next = waiting.shift()) {
      done.set(next[0], await check(next));
    }
  };
  await Promise.all([worker(), worker()]);
  return CHECKS.map(([name]) => done.get(name)).filter((one) => one !== undefined);
}

async function check([name, program, args]) {
  const started = Date.now();
  const { code, output } = await collect([join(ROOT, 'node_modules', program), ...args]);
  if (isEnding()) return undefined;
  const ms = Date.now() - started;
  console.log(`  ${code === 0 ? '✓' : '✗'} ${name} (${duration(ms)})`);
  if (code !== 0) console.log(output.trimEnd());
  return { name, ok: code === 0, ms };
}

function collect(args) {
  return new Promise((resolve) => {
    const child = follow(spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] }));
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}
