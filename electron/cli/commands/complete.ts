import type { Call } from '../arguments/command.ts';
import { type Candidates, candidates } from '../completion/candidates.ts';
import { withContext } from '../engine.ts';

/** Longer than this nobody waits for a completion. */
const PATIENCE_MS = 1500;

/** Prints what may stand at the cursor, a line each, for the completion scripts of shells. */
export async function run({ args, out, commands }: Call): Promise<undefined> {
  const typed = args.at(-1) ?? '';
  const found = candidates(args, commands);
  const words = await wordsOf(found, args);
  const fitting = words.filter((word) => word.startsWith(':') || word.startsWith(typed));
  if (out.json || fitting.length > 0) out.result({ words: fitting }, () => fitting.join('\n'));
}

async function wordsOf(found: Candidates, words: readonly string[]): Promise<readonly string[]> {
  if ('words' in found) return found.words;
  // The shell knows files better.
  if (found.kind === 'file' || found.kind === 'folder') return [`:${found.kind}s`];
  if (found.kind !== 'container') {
    const { entityIds } = await import('../completion/entities.ts');
    return entityIds(found.kind, words);
  }
  const late = new Promise<string[]>((resolve) => setTimeout(() => resolve([]), PATIENCE_MS));
  return Promise.race([containerNames(), late]);
}

/** Short names and nicknames of all containers; none when the engine does not answer, for a shell shows no errors here. */
async function containerNames(): Promise<string[]> {
  return withContext(async (context) => {
    const { listContainers } = await import('../../engine/containers/list.ts');
    const found = await listContainers(context).catch(() => []);
    return found.flatMap(({ shortName, nick }) => (nick === null ? [shortName] : [shortName, nick]));
  });
}
