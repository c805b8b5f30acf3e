/** Marks without width that chat programs leave in a text, and the blanks that do not break a line. */
const INVISIBLE = /[\u200b\u2060\ufeff]/g;
const NO_BREAK = /[\u00a0\u2007\u202f]/g;
/** Indentation, and the marks of quoted lines. */
const MARGIN = /^(?:\s*>)*\s*/;
const FENCE = /^(?:`{3,}|~{3,})[\w -]*$/;
const START = /MODE-(?:plan|execute)\s*(?=\||$)/;
const LAST = /(?:^|\|)SUMMARY-/;
/** What a packet may stand between, each with what closes it. */
const WRAPPED: Readonly<Record<string, string>> = {
  ...{ '"': '"', "'": "'", '“': '”', '„': '“', '‘': '’', '‚': '‘', '«': '»', '»': '«', '‹': '›' },
  ...{ '`': '`', '*': '*', '(': ')', '[': ']', '<': '>' },
};

/**
 * The packet in a text that people and programs passed on: after the line of the paste form, wrapped by block, in
 * fences or quotes, indented, with another system's line ends. A text without a packet is answered as it is.
 */
export function packetIn(text: string): string {
  const lines = text
    .replace(INVISIBLE, '')
    .replace(NO_BREAK, ' ')
    .split(/\r\n?|\n|\u2028|\u2029/)
    .map((line) => line.replace(MARGIN, '').trimEnd())
    .filter((line) => line !== '' && !FENCE.test(line));
  const first = lines.findIndex((line) => START.test(line));
  if (first === -1) return text.trim();
  const [before, begun] = cutAt(lines[first] ?? '');
  let packet = begun;
  for (const line of lines.slice(first + 1)) {
    if (LAST.test(packet)) break;
    const joined = packet.endsWith('|') || line.startsWith('|');
    packet = `${packet}${joined ? '' : ' '}${line}`;
  }
  const blocks = packet.split('|').map((block) => block.trim());
  return unwrapped(blocks.join('|'), before);
}

function cutAt(line: string): [before: string, packet: string] {
  const at = START.exec(line)?.index ?? 0;
  return [line.slice(0, at), line.slice(at)];
}

/** Without what closes the quotes that stand right before the packet, the innermost first. */
function unwrapped(packet: string, before: string): string {
  let rest = packet;
  for (const open of Array.from(before).reverse()) {
    const close = Object.hasOwn(WRAPPED, open) ? WRAPPED[open] : undefined;
    // German quotes close with what opens English ones.
    const ends = open === '„' ? ['“', '”'] : open === '‚' ? ['‘', '’'] : [close];
    const end = ends.find((mark) => mark !== undefined && rest.endsWith(mark));
    if (end === undefined) return rest;
    rest = rest.slice(0, -end.length).trimEnd();
  }
  return rest;
}
