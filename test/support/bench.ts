import { appendFileSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** One line of the bench table: what was measured, what it is compared with, and how far apart the two may be. */
export interface BenchRow {
  readonly what: string;
  readonly unit: 'ms' | 'MB/s' | '% of a core' | 'MiB';
  readonly measured: number;
  /** Measured in the same run; null where the budget is absolute. */
  readonly baseline: number | null;
  readonly baselineIs: string;
  /** `at most` a ratio (or an absolute value without a baseline), or `at least` one. */
  readonly budget: { readonly atMost: number } | { readonly atLeast: number };
}

export const BENCH_FILE = resolve(import.meta.dirname, '../../test-results/bench.jsonl');

/** Puts a row into the table and answers whether it keeps its budget. */
export function report(row: BenchRow): boolean {
  const value = row.baseline === null ? row.measured : row.measured / row.baseline;
  const ok = 'atMost' in row.budget ? value <= row.budget.atMost : value >= row.budget.atLeast;
  mkdirSync(resolve(BENCH_FILE, '..'), { recursive: true });
  appendFileSync(BENCH_FILE, `${JSON.stringify({ ...row, value, ok })}\n`);
  return ok;
}

/** Milliseconds that each piece of work takes, all taking turns, so that what else the machine does hits them alike. */
export async function inTurns<Name extends string>(
  rounds: number,
  work: Readonly<Record<Name, () => unknown>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(work) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -1; round < rounds; round += 1) {
    for (const name of names) {
      const started = performance.now();
      await work[name]();
      // The first round only warms the disk's cache.
      if (round >= 0) times[name].push(performance.now() - started);
    }
  }
  return times;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

/** Runs a program to its end, in silence. */
export function runSync(program: string, args: readonly string[], env: Record<string, string> = {}): string {
  const { status, stdout, stderr } = spawnSync(program, args, { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  return stdout;
}
