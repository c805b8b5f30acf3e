/** A part of a hint; commands can be copied. */
export interface HintPart {
  readonly text: string;
  readonly command: boolean;
}

const COMMAND = /`([^`]+)`|\bmaestro (?:image (?:build|list|prune|base)|doctor|serve|cleanup|list|new|connect|stop)\b/g;

/** Parts a hint into words and commands: what stands in backticks, and calls of `maestro`. */
export function hintParts(hint: string): HintPart[] {
  const parts: HintPart[] = [];
  let end = 0;
  for (const found of hint.matchAll(COMMAND)) {
    if (found.index > end) parts.push({ text: hint.slice(end, found.index), command: false });
    parts.push({ text: found[1] ?? found[0], command: true });
    end = found.index + found[0].length;
  }
  if (end < hint.length) parts.push({ text: hint.slice(end), command: false });
  return parts;
}
