/** What a check printed: all of it, or the beginning of what no log holds. */
export class Output {
  cut = false;
  #bytes = 0;
  readonly #chunks: Buffer[] = [];

  add(chunk: Buffer): void {
    const room = MOST_BYTES - this.#bytes;
    if (chunk.length > room) this.cut = true;
    if (room <= 0) return;
    const part = chunk.subarray(0, room);
    this.#chunks.push(part);
    this.#bytes += part.length;
  }

  all(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  text(): string {
    return this.all().toString('utf8');
  }
}

/** More than any run of tests prints that a person reads. */
const MOST_BYTES = 8 * 1024 ** 2;
