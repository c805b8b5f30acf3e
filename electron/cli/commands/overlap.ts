import { z } from 'zod';
import type { LineRange, Overlap, OverlapPair } from '../../contract/overlap.ts';
import type { Call } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { projectAround } from '../checkout.ts';
import { withEngine } from '../engine.ts';
import { type Called, calledToday } from '../output/called.ts';
import { counted } from '../output/review.ts';
import { table } from '../output/printed-table.ts';
import { plain } from '../output/text.ts';
import { lines } from '../output/words.ts';

const Flags = z.object({ project: z.string().default('.') });

const SHOWN_PAIRS = 40;
const SHOWN_FILES = 8;
const SHOWN_RANGES = 6;

/** Shows which running containers of a project change the same lines, and what does not merge. */
export async function run(call: Call): Promise<undefined> {
  const { project: wanted } = readFlags(Flags, call);
  const project = await projectAround(wanted);
  const { overlap, called } = await withEngine(async (engine) => ({
    overlap: await engine.client.review.overlap({ project }),
    called: await calledToday(engine),
  }));
  for (const { container, why } of overlap.left) call.out.note(`${called(container)} was left out: ${plain(why)}`);
  call.out.result(overlap, () => shown(overlap, called));
}

function shown({ project, base, works, pairs }: Overlap, called: Called): string {
  if (works.length === 0) return `No running container works on ${plain(project)}.`;
  const onto = base === null ? 'BASE' : plain(base.branch ?? base.oid.slice(0, 10));
  const rows = works.map((work) => [
    called(work.container),
    plain(work.branch),
    String(work.files),
    work.uncommitted === 0 ? '' : String(work.uncommitted),
    work.meeting === 'conflict' ? `conflict: ${listed(work.conflicts, work.conflictCount)}` : work.meeting,
  ]);
  return lines(
    table(['CONTAINER', 'BRANCH', 'FILES', 'NOT COMMITTED', `INTO ${onto}`], rows),
    '',
    pairs.length === 0
      ? 'No two of them change the same file in different ways.'
      : pairs
          .slice(0, SHOWN_PAIRS)
          .map((pair) => pairText(pair, called))
          .join('\n'),
    pairs.length > SHOWN_PAIRS ? `… ${pairs.length - SHOWN_PAIRS} more pairs: --json has them all.` : undefined,
  );
}

function pairText(pair: OverlapPair, called: Called): string {
  const { one, other, meeting, files, fileCount, conflicts, conflictCount } = pair;
  const conflicting = new Set(conflicts);
  const beside = conflicts.filter((path) => !files.some((file) => file.path === path));
  const shownFiles = files.slice(0, SHOWN_FILES);
  const many = meeting === 'conflict' ? `conflict in ${counted(conflictCount, 'file', 'files')}` : meeting;
  return lines(
    `${called(one)} and ${called(other)}: ${many}`,
    ...shownFiles.map(({ path, lines: met }) => {
      const where = met.length === 0 ? 'apart' : rangesText(met);
      return `  ${plain(path)}  ${where}${conflicting.has(path) ? ', conflict' : ''}`;
    }),
    fileCount > shownFiles.length ? `  … ${fileCount - shownFiles.length} more files` : undefined,
    beside.length === 0 ? undefined : `  conflict without a file in common: ${listed(beside, beside.length)}`,
  );
}

function rangesText(met: readonly LineRange[]): string {
  const texts = met.slice(0, SHOWN_RANGES).map(({ from, to }) => {
    if (to === 0) return 'both add it';
    return from === to ? `line ${from}` : `lines ${from}-${to}`;
  });
  return [...texts, ...(met.length > SHOWN_RANGES ? ['…'] : [])].join(', ');
}

function listed(paths: readonly string[], count: number): string {
  const names = paths.slice(0, SHOWN_FILES).map(plain);
  return count > names.length ? `${names.join(', ')} and ${count - names.length} more` : names.join(', ');
}
