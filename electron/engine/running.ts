/** A kind of thing that runs in an engine. The room that runs it makes one, and is the only one that knows the things. */
export interface Kind<Thing> {
  readonly name: string;
  readonly holds?: Thing;
}

/** What runs in one engine: the one place for it, since every call gets a context object of its own. */
export class Running {
  readonly #kinds = new Map<Kind<unknown>, Map<string, unknown>>();

  /** All of one kind by their ids, to be read and changed. */
  of<Thing>(kind: Kind<Thing>): Map<string, Thing> {
    const known = this.#kinds.get(kind) ?? new Map<string, unknown>();
    this.#kinds.set(kind, known);
    return known as Map<string, Thing>;
  }

  /** The only one of its kind, made when it is first asked for. */
  only<Thing>(kind: Kind<Thing>, make: () => Thing): Thing {
    const [found] = this.of(kind).values();
    if (found !== undefined) return found;
    const made = make();
    this.of(kind).set('', made);
    return made;
  }
}
