const HEADER_BYTES = 8;
const NEWLINE = 10;
/** Longer than anything that is meant to be read as a line. */
export const MAX_LINE_BYTES = 2 ** 20;

type Chunks = AsyncIterable<Buffer | string> | Iterable<Buffer>;

/** Lines of a multiplexed Docker stream (8-byte frame headers), whichever of its streams they came from. The last line may lack its newline. */
export async function* readLogLines(source: Chunks): AsyncGenerator<string, void, void> {
  yield* readTextLines(payloads(source));
}

/**
 * Lines of plain text, however it was cut into chunks. The last line may lack its newline; of one that has no end, the
 * beginning is kept.
 */
export async function* readTextLines(source: Chunks): AsyncGenerator<string, void, void> {
  let rest: Buffer = Buffer.alloc(0);
  let isFull = false;
  for await (const chunk of source) {
    const more = Buffer.from(chunk);
    const from = isFull ? more.indexOf(NEWLINE) : 0;
    if (from === -1) continue;
    const bytes = Buffer.concat([rest, more.subarray(from)]);
    const last = bytes.lastIndexOf(NEWLINE);
    isFull = bytes.length - (last + 1) > MAX_LINE_BYTES;
    rest = bytes.subarray(last + 1, isFull ? last + 1 + MAX_LINE_BYTES : undefined);
    if (last !== -1) yield* bytes.subarray(0, last).toString('utf8').split('\n');
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

/** What the frames carry, without their headers. A frame that was cut off at the end is dropped. */
export async function* payloads(source: Chunks): AsyncGenerator<Buffer, void, void> {
  let bytes: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    bytes = Buffer.concat([bytes, Buffer.from(chunk)]);
    const parts: Buffer[] = [];
    let start = 0;
    while (bytes.length - start >= HEADER_BYTES) {
      const end = start + HEADER_BYTES + bytes.readUInt32BE(start + 4);
      if (bytes.length < end) break;
      parts.push(bytes.subarray(start + HEADER_BYTES, end));
      start = end;
    }
    bytes = bytes.subarray(start);
    if (parts.length > 0) yield Buffer.concat(parts);
  }
}

/** All lines of an output that ends by itself. */
export async function allLines(output: AsyncIterable<Buffer>): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readTextLines(output)) lines.push(line);
  return lines;
}
