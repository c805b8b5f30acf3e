import { type Creation, movedText, type Phase, PHASE_WORDS } from '../../contract/creation.ts';
import type { ImageBuild } from '../../contract/images.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import { painter, type Paint } from './output.ts';
import { cutTo, plain } from './text.ts';
import { harmless } from './harmless.ts';

/** One line of progress. A settled one does not change any more. */
export interface Row {
  readonly key: string;
  readonly text: string;
  readonly settled: boolean;
}

type Follow = { readonly snapshot: Snapshot; watch(signal: AbortSignal): AsyncIterable<unknown> };

const REDRAW_MS = 200;
const BUILD_LINES = 5;
const STEP_COLUMNS = 120;

const PHASE_COLUMNS = Math.max(...Object.values(PHASE_WORDS).map(({ length }) => length));

/**
 * Shows rows on stderr while work goes on: on a terminal as one block that is drawn again and again, elsewhere each
 * row once, when it settles.
 */
export async function showing<Result>(
  state: Follow,
  rows: (snapshot: Snapshot, live: boolean) => readonly Row[],
  work: Promise<Result>,
): Promise<Result> {
  const end = new AbortController();
  const live = process.stderr.isTTY;
  const draw = live ? redrawn() : printed();
  const update = (): void => draw(rows(state.snapshot, live));
  const timer = setInterval(update, live ? REDRAW_MS : 2 ** 30);
  const followed = follow(state, update, end.signal);
  try {
    return await work;
  } finally {
    end.abort();
    clearInterval(timer);
    await followed;
    update();
  }
}

async function follow(state: Follow, update: () => void, signal: AbortSignal): Promise<void> {
  for await (const event of state.watch(signal)) if (event !== undefined) update();
}

/** Draws a block over the one before it. */
function redrawn(): (rows: readonly Row[]) => void {
  let height = 0;
  return (rows) => {
    const width = Math.max(20, process.stderr.columns - 1);
    const up = height === 0 ? '' : `\u001b[${height}A\u001b[J`;
    process.stderr.write(up + rows.map((row) => `${cutTo(harmless(row.text), width)}\n`).join(''));
    height = rows.length;
  };
}

/** Prints each settled row once. */
function printed(): (rows: readonly Row[]) => void {
  const seen = new Set<string>();
  return (rows) => {
    const fresh = rows.filter((row) => row.settled && !seen.has(row.key));
    for (const { key, text } of fresh) {
      seen.add(key);
      process.stderr.write(`${harmless(text)}\n`);
    }
  };
}

/** The phases of a creation with their times, and the image build inside it. */
export function creationRows(creation: Creation | undefined, build: ImageBuild | null, live: boolean): Row[] {
  if (creation === undefined) return [];
  const paint = painter(process.stderr);
  return creation.phases.flatMap((phase) => {
    const row = {
      key: phase.id,
      text: phaseText(phase, paint),
      settled: phase.state === 'done' || phase.state === 'failed',
    };
    const inside = phase.id === 'image' && phase.state === 'running' ? buildRows(build, live) : [];
    return [...inside.filter(() => !live), row, ...inside.filter(() => live)];
  });
}

function phaseText(phase: Phase, paint: Paint): string {
  const name = PHASE_WORDS[phase.id].padEnd(PHASE_COLUMNS);
  if (phase.state === 'waiting') return paint(`  ${name}`, 'dim');
  const time = seconds(phase.ms ?? elapsed(phase.startedAt)).padStart(8);
  const more = [phase.detail === null ? '' : plain(phase.detail), movedText(phase)].filter((part) => part !== '');
  const text = `${name} ${time}  ${more.join('  ')}`.trimEnd();
  if (phase.state === 'done') return `${paint('✓', 'green')} ${text}`;
  return phase.state === 'failed' ? `${paint('✗', 'red')} ${text}` : `${paint('•', 'cyan')} ${text}`;
}

/** An image build: on a terminal its step and last lines, elsewhere one row a step. */
export function buildRows(build: ImageBuild | null, live: boolean): Row[] {
  if (build?.state !== 'running') return [];
  const count = build.stepCount === 0 ? '' : ` ${build.stepNumber}/${build.stepCount}`;
  const time = live ? `  ${seconds(elapsed(build.startedAt))}` : '';
  const head = {
    key: `${build.target} ${build.stepNumber} ${build.step}`,
    text: cutTo(`  ${build.target} image${count}${time}  ${plain(build.step)}`, STEP_COLUMNS),
    settled: true,
  };
  if (!live) return build.step === '' ? [] : [head];
  const paint = painter(process.stderr);
  const tail = build.lines.slice(-BUILD_LINES).map((line) => paint(`    ${plain(line)}`, 'dim'));
  return [head, ...tail.map((text, index) => ({ key: `line ${index}`, text, settled: false }))];
}

function elapsed(since: string | null): number {
  return since === null ? 0 : Math.max(0, Date.now() - Date.parse(since));
}

/** A duration in milliseconds as `1.2 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
