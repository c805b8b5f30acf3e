import { existsSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { build } from './install.mjs';
import { ROOT } from './machine.mjs';

const FILE = join(ROOT, 'test-results', 'bench.jsonl');

/** Benches measure what was built. */
export async function setup() {
  rmSync(FILE, { force: true });
  if (!(await build())) throw new Error('The build failed.');
}

/** Prints everything that was measured as one table. */
export function teardown() {
  if (!existsSync(FILE)) return;
  const rows = readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const cells = rows.map((row) => [
    row.what,
    figure(row.measured, row.unit),
    row.baseline === null ? '-' : `${figure(row.baseline, row.unit)} (${row.baselineIs})`,
    row.baseline === null ? '-' : `${row.value.toFixed(2)}x`,
    budget(row),
    row.ok ? 'ok' : 'OVER',
  ]);
  const table = [['what', 'measured', 'baseline', 'ratio', 'budget', ''], ...cells];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  console.log(`\nBench on Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})\n`);
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}

function figure(value, unit) {
  return `${value >= 100 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1)} ${unit}`;
}

function budget({ budget: wanted, baseline, unit }) {
  const [sign, value] = 'atMost' in wanted ? ['<=', wanted.atMost] : ['>=', wanted.atLeast];
  return baseline === null ? `${sign} ${value} ${unit}` : `${sign} ${value}x`;
}
