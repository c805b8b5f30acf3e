import type { Meeting, SharedFile } from '../../contract/overlap.ts';
import { readDifferences } from './diff-rules.ts';
import { meetingLines, readHunks } from './hunk-rules.ts';
import type { Quarantine } from './quarantine.ts';

export type RunGit = Quarantine['git'];

/** How two commits go together. */
export interface Met {
  readonly meeting: Meeting;
  readonly conflicts: string[];
  readonly conflictCount: number;
}

/** Nobody reads more of one pair, and `--json` stays small. */
const MOST_FILES = 50;
const MOST_RANGES = 50;
/** Bigger files are compared as a whole. */
const SMALL = ['-c', 'core.bigFileThreshold=4m'];
const SAFE_DIFF = ['--no-color', '--no-ext-diff', '--no-textconv', '--no-renames'];

/** The files that differ between two commits, each with the id of what is in it now. GIT_FAILED. */
export async function touchedBy(
  run: RunGit,
  { base, end }: { readonly base: string | null; readonly end: string },
): Promise<Map<string, string>> {
  const from = base ?? (await run(['hash-object', '-t', 'tree', '-w', '/dev/null'])).stdout.trim();
  const { stdout } = await run(['diff', ...SAFE_DIFF, '--raw', '--no-abbrev', '-z', from, end]);
  return new Map(readDifferences(stdout).map(({ path, blobs, modes }) => [path, `${modes[1]} ${blobs[1]}`]));
}

/** Merges two commits in memory. GIT_FAILED. */
export async function meetingOf(run: RunGit, one: string | null, other: string): Promise<Met> {
  const common = one === null ? '' : await commonOf(run, one, other);
  if (one === null || common === '') return { meeting: 'unrelated', conflicts: [], conflictCount: 0 };
  if (common === one || common === other) return { meeting: 'clean', conflicts: [], conflictCount: 0 };
  const args = ['merge-tree', '--write-tree', '--no-messages', '--name-only', '-z', one, other];
  const { code, stdout } = await run([...SMALL, ...args], { fine: [1] });
  if (code === 0) return { meeting: 'clean', conflicts: [], conflictCount: 0 };
  const paths = [...new Set(stdout.split('\0').slice(1))].filter((path) => path !== '');
  return { meeting: 'conflict', conflicts: paths.slice(0, MOST_FILES), conflictCount: paths.length };
}

async function commonOf(run: RunGit, one: string, other: string): Promise<string> {
  return (await run(['merge-base', one, other], { fine: [1] })).stdout.trim();
}

/** The files that both sides change, those that conflict first, with the lines on which they meet. GIT_FAILED. */
export async function sharedFiles(
  run: RunGit,
  sides: {
    readonly one: string;
    readonly other: string;
    readonly paths: readonly string[];
    readonly first: readonly string[];
  },
): Promise<SharedFile[]> {
  const early = new Set(sides.first);
  const paths = [...sides.paths]
    .sort((a, b) => Number(early.has(b)) - Number(early.has(a)) || (a < b ? -1 : 1))
    .slice(0, MOST_FILES);
  const common = paths.length === 0 ? '' : await commonOf(run, sides.one, sides.other);
  if (common === '') return paths.map((path) => ({ path, lines: [] }));
  const [mine, theirs] = await Promise.all([sides.one, sides.other].map((end) => hunksOf(run, { common, end, paths })));
  return paths.map((path) => ({
    path,
    lines: meetingLines(mine?.get(path) ?? [], theirs?.get(path) ?? []).slice(0, MOST_RANGES),
  }));
}

async function hunksOf(
  run: RunGit,
  { common, end, paths }: { readonly common: string; readonly end: string; readonly paths: readonly string[] },
): Promise<ReturnType<typeof readHunks>> {
  const args = ['diff', ...SAFE_DIFF, '--unified=0', '--inter-hunk-context=0', common, end, '--', ...paths];
  return readHunks((await run([...SMALL, '-c', 'core.quotePath=true', ...args])).stdout);
}
