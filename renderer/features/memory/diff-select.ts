import { diffArrays } from 'diff';

/** A line of a text, as a change of it: kept, new or gone. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Beyond so many changed lines the search for what two texts share would be felt at each key press. */
const MOST_CHANGES = 1000;

/** How one text becomes another, line by line, with as few lines changed as possible; very different ones change whole. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, next] = [linesOf(before), linesOf(after)];
  const runs = diffArrays(old, next, { maxEditLength: MOST_CHANGES });
  if (runs === undefined) return [...as('removed', old), ...as('added', next)];
  return runs.flatMap(({ added, removed, value }) => as(added ? 'added' : removed ? 'removed' : 'same', value));
}

function as(kind: DiffLine['kind'], lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ kind, text }));
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replaceAll('\r\n', '\n').split('\n');
}
