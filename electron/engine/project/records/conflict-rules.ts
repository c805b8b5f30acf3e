import type { Side } from '../../../contract/projects.ts';

const OURS = /^<{7}( |$)/;
const BASE = /^\|{7}( |$)/;
const BETWEEN = /^={7}$/;
const THEIRS = /^>{7}( |$)/;

/** Both sides of a text with the conflict markers of a merge; undefined where it has none, or not whole ones. */
export function sidesOf(text: string): Readonly<Record<Side, string>> | undefined {
  const lines: Record<Side, string[]> = { ours: [], theirs: [] };
  let at: 'both' | 'base' | Side = 'both';
  let conflicts = 0;
  for (const line of text.split('\n')) {
    const bare = line.replace(/\r$/, '');
    if (OURS.test(bare)) {
      if (at !== 'both') return undefined;
      at = 'ours';
    } else if (at === 'ours' && BASE.test(bare)) at = 'base';
    else if ((at === 'ours' || at === 'base') && BETWEEN.test(bare)) at = 'theirs';
    else if (at === 'theirs' && THEIRS.test(bare)) {
      at = 'both';
      conflicts += 1;
    } else if (at === 'both') {
      lines.ours.push(line);
      lines.theirs.push(line);
    } else if (at !== 'base') lines[at].push(line);
  }
  if (conflicts === 0 || at !== 'both') return undefined;
  return { ours: lines.ours.join('\n'), theirs: lines.theirs.join('\n') };
}
