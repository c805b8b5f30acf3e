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
  if (place !== undefined) {
    if (text.slice(place.from, place.to) === BLOCK) return { action: 'skipped' };
    return { action: 'updated', text: `${text.slice(0, place.from)}${BLOCK}${text.slice(place.to)}` };
  }
  const old = OLD_SECTION.exec(text);
  if (old !== null) {
    const rest = `${text.slice(0, old.index)}${text.slice(old.index + old[0].length)}`;
    return { action: 'migrated', text: append(rest) };
  }
  return { action: 'injected', text: append(text) };
}

/** A file's text without the block; undefined when it has none. */
export function eject(text: string): string | undefined {
  const place = findBlock(text);
  if (place === undefined || place === 'broken') return undefined;
  const before = text.slice(0, place.from).replace(/\n\n$/, '\n');
  const after = text.slice(place.to).replace(/^\r?\n/, '');
  const rest = `${before}${after}`;
  return rest === '' ? '\n' : rest;
}

/** What versions before the markers wrote, up to the next heading of its level. */
const OLD_SECTION = /^## Cross-Agent Handoff \(maestro\)[^\n]*\n(?:(?!##? )[^\n]*(?:\n|$))*/m;

function append(text: string): string {
  if (text.trim() === '') return `${BLOCK}\n`;
  const gap = text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  return `${text}${gap}${BLOCK}\n`;
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
