const LINE_FEED = 0x0a;

/** What a file says, record for record. A record that is longer than allowed is told as null, and passed over. */
export async function* recordsOf(
  file: AsyncIterable<Buffer>,
  { byLine, most }: { readonly byLine: boolean; readonly most: number },
): AsyncGenerator<string | null, void, void> {
  let parts: Buffer[] = [];
  let bytes = 0;
  const take = (part: Buffer): void => {
    bytes += part.length;
    if (bytes <= most) parts.push(part);
    else parts = [];
  };
  const done = (): string | null => {
    const record = bytes > most ? null : Buffer.concat(parts).toString();
    [parts, bytes] = [[], 0];
    return record;
  };
  for await (const chunk of file) {
    let from = 0;
    for (let at = byLine ? chunk.indexOf(LINE_FEED) : -1; at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      take(chunk.subarray(from, at));
      yield done();
      from = at + 1;
    }
    take(chunk.subarray(from));
  }
  // The end of a file by lines may be half of one that is being written.
  if (bytes > 0 && !byLine) yield done();
}
