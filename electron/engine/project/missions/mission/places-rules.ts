import { parse, type ValueNode } from '@humanwhocodes/momoa';
import { isTooDeep } from '../../../../contract/json.ts';

export interface Place {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** Beyond this size a place is not worth the time that it takes to find. */
const MOST_CHARS = 4 * 1024 * 1024;

/**
 * Where the parts of a JSON text stand: `features.0.id` is its own place, a part that is missing is where its owner
 * begins. A text that is not JSON has one place: that of its flaw.
 */
export function placesIn(text: string): (path: string) => Place | null {
  if (text.length > MOST_CHARS || isTooDeep(text)) return () => null;
  try {
    const { body } = parse(text, { mode: 'json' });
    return (path) => placeOf(nodeAt(body, path === 'root' ? [] : path.split('.')));
  } catch (error) {
    const { line, column } = error as Partial<Place>;
    const place = line === undefined || column === undefined ? null : { line, column };
    return () => place;
  }
}

/** A place behind the name of a file: ` (line 3, column 5)`, or nothing. */
export function placeText(place: Place | null): string {
  return place === null ? '' : ` (line ${place.line}, column ${place.column})`;
}

/** Where a text stops being JSON, and why; the end of a sentence that begins with its name. */
export function syntaxFlaw(text: string, error: unknown): string {
  const reason = (error instanceof Error ? error.message : String(error))
    .replace(/,? ?(?:in JSON )?at position \d+(?: \(line \d+ column \d+\))?/, '')
    .replace(/\.$/, '');
  return `${placeText(placesIn(text)('root'))}: ${reason}.`;
}

function nodeAt(node: ValueNode, path: readonly string[]): ValueNode {
  const [name, ...rest] = path;
  const inner = name === undefined ? undefined : childOf(node, name);
  return inner === undefined ? node : nodeAt(inner, rest);
}

function childOf(node: ValueNode, name: string): ValueNode | undefined {
  if (node.type === 'Array') return node.elements[Number(name)]?.value;
  if (node.type !== 'Object') return undefined;
  return node.members.find((member) => (member.name.type === 'String' ? member.name.value : member.name.name) === name)
    ?.value;
}

function placeOf({ loc }: ValueNode): Place {
  return { line: loc.start.line, column: loc.start.column };
}
