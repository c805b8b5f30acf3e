import type { Review, Risk } from '../../contract/review.ts';
import { RISK_WORDS } from '../../contract/review.ts';
import { withVisibleControls } from '../../contract/text.ts';
import type { Paint } from './output.ts';
import { table } from './printed-table.ts';
import { plain } from './text.ts';

/** `3 files`; nothing for none. */
export function counted(number: number, one: string, many: string): string {
  return number === 0 ? '' : `${number} ${number === 1 ? one : many}`;
}

/** A table of what would act on this machine; nothing where nothing would. */
export function riskTable(risks: readonly Risk[]): string {
  if (risks.length === 0) return '';
  return table(
    ['RISK', 'FILE', 'BECAUSE IT'],
    risks.map(({ kind, path, why }) => [kind, plain(path), `${RISK_WORDS[kind]}: ${plain(why)}`]),
  );
}

/** The files that differ, with their lines, as a table. */
export function fileTable({ files }: Pick<Review, 'files'>): string {
  return table(
    ['FILE', 'CHANGE', '+', '-'],
    files.map(({ path, from, kind, added, removed }) => [
      from === null ? plain(path) : `${plain(from)} → ${plain(path)}`,
      kind,
      added === null ? 'bytes' : String(added),
      removed === null ? 'bytes' : String(removed),
    ]),
  );
}

/** A patch for a terminal: what stands in it colours, moves and hides nothing. */
export function shownPatch(patch: string, paint: Paint): string {
  return patch
    .split('\n')
    .map((line) => {
      const shown = line.split('\t').map(withVisibleControls).join('\t');
      if (line.startsWith('@@')) return paint(shown, 'cyan');
      if (line.startsWith('diff --git ')) return paint(shown, 'bold');
      if (line.startsWith('+')) return paint(shown, 'green');
      return line.startsWith('-') ? paint(shown, 'red') : shown;
    })
    .join('\n');
}
