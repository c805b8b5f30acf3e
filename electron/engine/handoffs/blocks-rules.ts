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
