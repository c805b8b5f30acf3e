export type ParsedBlocks = ReadonlyMap<string, string>;
export type Parsed =
  { readonly blocks: ParsedBlocks } | { readonly flaw: { readonly block: string; readonly reason: string } };

/** Splits a packet at `|` and matches the exact block names in their order; `[NAME]` may be absent. */
export function parseAs(packet: string, grammar: string): Parsed {
  const parts = packet.split('|');
  const blocks = new Map<string, string>();
  let at = 0;
  for (const entry of grammar.split(' ')) {
    const optional = entry.startsWith('[');
    const name = optional ? entry.slice(1, -1) : entry;
    const part = parts[at];
    if (part?.startsWith(`${name}-`) === true) {
      const value = part.slice(name.length + 1);
      if (value === '') return { flaw: { block: name, reason: 'it is empty' } };
      blocks.set(name, value);
      at += 1;
    } else if (!optional) {
      return {
        flaw: {
          block: name,
          reason: part === undefined ? 'it is missing' : `it is missing before "${part.slice(0, 40)}"`,
        },
      };
    }
  }
  const extra = parts[at];
  return extra === undefined
    ? { blocks }
    : { flaw: { block: 'packet', reason: `it goes on with "${extra.slice(0, 40)}"` } };
}

/** Blocks that are one text; in all others a dash separates entries. */
const TEXTS = new Set([
  ...['MODE', 'CURRENT_STATE', 'SESSION_CORE', 'BLIND_SPOT', 'METAPHOR', 'NEXT_ACTION', 'CS', 'SUMMARY'],
]);

/** The blocks of a packet that is known to be one, in its order. `NONE` is an empty list. */
export function decodedBlocks(packet: string): { name: string; value: string | string[] }[] {
  return packet.split('|').map((part) => {
    const dash = part.indexOf('-');
    const [name, text] = [part.slice(0, dash), part.slice(dash + 1)];
    if (TEXTS.has(name)) return { name, value: text };
    return { name, value: text === 'NONE' ? [] : text.split('-') };
  });
}
