/**
 * Lets a producer run as fast as it can while its lists are consumed in order, and tells what it has produced so far.
 * Its failure reaches the consumer.
 */
export class Ahead<Item> implements AsyncIterable<readonly Item[]> {
  readonly #ready: (readonly Item[])[] = [];
  #wake: () => void = () => undefined;
  #end: { error: unknown } | 'done' | undefined;

  constructor(producer: AsyncIterable<readonly Item[]>, onList: (list: readonly Item[]) => void) {
    void this.#run(producer, onList);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly Item[], void, void> {
    for (;;) {
      const list = this.#ready.shift();
      if (list !== undefined) yield list;
      else if (this.#end === 'done') return;
      else if (this.#end !== undefined) throw this.#end.error;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async #run(producer: AsyncIterable<readonly Item[]>, onList: (list: readonly Item[]) => void): Promise<void> {
    try {
      for await (const list of producer) {
        onList(list);
        this.#ready.push(list);
        this.#wake();
      }
      this.#end = 'done';
    } catch (error) {
      this.#end = { error };
    }
    this.#wake();
  }
}
