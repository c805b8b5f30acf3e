import { applyChange, type Change, type Snapshot, type SnapshotEvent } from '../contract/snapshot.ts';

type Draft = Omit<Change, 'revision'>;

const JOIN_MS = 50;

/** The engine's view of the world, and the only place where it changes. Readers get the whole, then joined differences. */
export class State {
  #snapshot: Snapshot;
  readonly #readers = new Set<(change: Change) => void>();

  constructor(initial: Snapshot) {
    this.#snapshot = initial;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Applies a difference at once; readers hear of it within 50 ms. */
  change(draft: Draft): void {
    const change = { ...draft, revision: this.#snapshot.revision + 1 };
    this.#snapshot = applyChange(this.#snapshot, change);
    for (const reader of this.#readers) reader(change);
  }

  /** The snapshot, then every later change, joined for 50 ms. Ends when the signal aborts. */
  async *watch(signal?: AbortSignal): AsyncGenerator<SnapshotEvent, void, void> {
    const mailbox = new Mailbox();
    const abort = (): void => mailbox.wake();
    this.#readers.add(mailbox.put);
    signal?.addEventListener('abort', abort);
    try {
      yield { kind: 'snapshot', snapshot: this.#snapshot };
      while (signal?.aborted !== true) {
        const change = mailbox.take();
        if (change !== null) yield { kind: 'change', change };
        else await mailbox.filled();
      }
    } finally {
      this.#readers.delete(mailbox.put);
      signal?.removeEventListener('abort', abort);
    }
  }
}

/** Changes that one reader has not taken yet, joined into one. */
class Mailbox {
  #pending: Change | null = null;
  #wake: () => void = () => undefined;

  readonly put = (change: Change): void => {
    this.#pending = this.#pending === null ? change : joinChanges(this.#pending, change);
    this.wake();
  };

  wake(): void {
    this.#wake();
  }

  take(): Change | null {
    const change = this.#pending;
    this.#pending = null;
    return change;
  }

  /** Waits for a change (or a wake-up), then long enough for others to join it. */
  async filled(): Promise<void> {
    await new Promise<void>((resolve) => (this.#wake = resolve));
    await new Promise((resolve) => setTimeout(resolve, JOIN_MS));
  }
}

/** Two changes as one; the later one wins. */
export function joinChanges(first: Change, second: Change): Change {
  return {
    revision: second.revision,
    containers: { ...first.containers, ...second.containers },
    creations: { ...first.creations, ...second.creations },
    projects: { ...first.projects, ...second.projects },
    missions: { ...first.missions, ...second.missions },
    fields: { ...first.fields, ...second.fields },
  };
}
