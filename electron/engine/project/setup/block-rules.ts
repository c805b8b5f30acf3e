export const START = '<!-- maestro:start -->';
export const END = '<!-- maestro:end -->';

const CONTENT = `## Maestro

This machine has \`maestro\`: missions, handoffs and memory as files in a project's \`.maestro/\`.

- \`maestro status\` and \`maestro mission list\` show the state, \`maestro handoff pickup\` the work that is waiting.
- \`maestro feature prompt <feature> --mission <mission>\` prints what to do and how it is verified.
- \`maestro feature update <feature> --mission <mission> --status <status>\` records progress.
- \`maestro memory-correct "<rule>" --trigger "<words>"\` keeps a correction that the user had to make.
- \`maestro handoff create --help\` explains how to leave the work to the next session.`;

/** The instruction block, without a line break at its end. */
export const BLOCK = `${START}\n${CONTENT}\n${END}`;

export type Injection =
  | { readonly action: 'injected' | 'updated' | 'migrated'; readonly text: string }
  | { readonly action: 'skipped' }
  | { readonly action: 'broken' };

/** A file's text with the block in it. Everything around the block stays byte for byte. */
export function inject(text: string): Injection {
  const place = findBlock(text);
  if (place === 'broken') return { action: 'broken' };
  const block = BLOCK.replaceAll('\n', lineBreakOf(text));
  if (place !== undefined) {
    if (text.slice(place.from, place.to) === block) return { action: 'skipped' };
    return { action: 'updated', text: `${text.slice(0, place.from)}${block}${text.slice(place.to)}` };
  }
  const old = OLD_SECTION.exec(text);
  if (old !== null) {
    const rest = `${text.slice(0, old.index)}${text.slice(old.index + old[0].length)}`;
    return { action: 'migrated', text: append(rest) };
  }
  return { action: 'injected', text: append(text) };
}

/** A file's text without the block, as it was before `append`; undefined when it has none. */
export function eject(text: string): string | undefined {
  const place = findBlock(text);
  if (place === undefined || place === 'broken') return undefined;
  const end = text.slice(place.to);
  const after = end.replace(/^\r?\n/, '');
  // A text without a final line break got one more before the block, and none behind it.
  const gap = end === '' ? /(?:\r?\n){1,2}$/ : /(?<=\n)\r?\n$/;
  const rest = `${text.slice(0, place.from).replace(gap, '')}${after}`;
  return rest === '' && end !== '' ? lineBreakOf(text) : rest;
}

/** What versions before the markers wrote, up to the next heading of its level. */
const OLD_SECTION = /^## Cross-Agent Handoff \(maestro\)[^\n]*\n(?:(?!##? )[^\n]*(?:\n|$))*/m;

/** The block after one blank line. How the text ended can be told from what stands around the block. */
function append(text: string): string {
  const eol = lineBreakOf(text);
  const block = BLOCK.replaceAll('\n', eol);
  if (text.trim() === '') return `${block}${eol}`;
  return text.endsWith('\n') ? `${text}${eol}${block}${eol}` : `${text}${eol}${eol}${block}`;
}

/** The line break of a text: that of its first line. */
function lineBreakOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

function findBlock(text: string): { from: number; to: number } | 'broken' | undefined {
  const from = lineAt(text, START, 0);
  if (from < 0) return lineAt(text, END, 0) < 0 ? undefined : 'broken';
  const end = lineAt(text, END, from);
  return end < 0 ? 'broken' : { from, to: end + END.length };
}

/** Where a line that is exactly this begins; -1 when there is none. */
function lineAt(text: string, line: string, after: number): number {
  for (let at = text.indexOf(line, after); at >= 0; at = text.indexOf(line, at + 1)) {
    const begins = at === 0 || text[at - 1] === '\n';
    const next = text[at + line.length];
    if (begins && (next === undefined || next === '\n' || next === '\r')) return at;
  }
  return -1;
}
