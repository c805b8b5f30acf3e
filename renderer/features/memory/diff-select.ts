/** A line of a text, as a change of it: kept, new or gone. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Beyond so many pairs of lines the search for what they share would be felt at each key press. */
const MOST_PAIRS = 1_000_000;

/** How one text becomes another, line by line, with as few lines changed as possible; long ones may change more. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, next] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < old.length && head < next.length && old[head] === next[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, next.length) - head;
  while (tail < most && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1;
  return [
    ...as('same', old.slice(0, head)),
    ...changed(old.slice(head, old.length - tail), next.slice(head, next.length - tail)),
    ...as('same', old.slice(old.length - tail)),
  ];
}

function changed(old: readonly string[], next: readonly string[]): DiffLine[] {
  if (old.length * next.length > MOST_PAIRS) return [...as('removed', old), ...as('added', next)];
  const common = commonLengths(old, next);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < next.length) {
    const [from = '', to = ''] = [old[i], next[j]];
    const gone = from !== to && at(common, i + 1, j) >= at(common, i, j + 1);
    const kind = from === to ? 'same' : gone ? 'removed' : 'added';
    lines.push({ kind, text: kind === 'added' ? to : from });
    if (kind !== 'added') i += 1;
    if (kind !== 'removed') j += 1;
  }
  return [...lines, ...as('removed', old.slice(i)), ...as('added', next.slice(j))];
}

function as(kind: DiffLine['kind'], lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ kind, text }));
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replaceAll('\r\n', '\n').split('\n');
}

/** For every pair of places, how many lines the rests have in common. */
function commonLengths(old: readonly string[], next: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(next.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = next.length - 1; j >= 0; j -= 1) {
      const row = lengths[i] ?? [];
      row[j] =
        old[i] === next[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}

function at(lengths: readonly (readonly number[])[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
