import type { StoreApi } from 'zustand';
import { isUnauthorized, openLink, type Link } from './link.ts';
import { receive, type Maestro } from './store.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8000;

interface Options {
  readonly open?: () => Promise<Link>;
  readonly unauthorized?: () => Promise<boolean>;
  readonly now?: () => number;
}

/** Keeps the store fresh for as long as the page lives: connect, read, on a cut wait and start over with everything. */
export class Connection {
  readonly #store: StoreApi<Maestro>;
  readonly #options: Required<Options>;
  #wake: () => void = () => undefined;
  #link: Link | null = null;
  #ended = false;

  constructor(store: StoreApi<Maestro>, options: Options = {}) {
    this.#store = store;
    this.#options = { open: openLink, unauthorized: isUnauthorized, now: () => Date.now(), ...options };
  }

  /** Runs until `close`. */
  async run(): Promise<void> {
    let failures = 0;
    do failures = (await this.#follow()) ? 1 : failures + 1;
    while (await this.#rest(waitMs(failures)));
  }

  /** Ends the wait for the next attempt. */
  retry(): void {
    this.#wake();
  }

  close(): void {
    this.#ended = true;
    this.#link?.close();
    this.#wake();
  }

  /** Reads one connection to its end; answers whether anything was heard. */
  async #follow(): Promise<boolean> {
    let heard = false;
    try {
      const link = await this.#options.open();
      this.#link = link;
      for await (const event of await link.client.snapshot.watch()) {
        heard = true;
        this.#store.setState((maestro) => ({
          ...receive(maestro, event),
          ...(maestro.client === link.client ? {} : { client: link.client, connection: { state: 'open' } }),
        }));
      }
    } catch {
      // Why it ended does not matter: the store says that it did, and the next attempt reads everything again.
      this.#store.setState({ client: null });
    } finally {
      this.#link?.close();
      this.#link = null;
    }
    return heard;
  }

  /** Waits, with the reason on screen; answers whether to go on. */
  async #rest(ms: number): Promise<boolean> {
    if (this.#ended) return false;
    const retryAt = this.#options.now() + ms;
    const unauthorized = await this.#options.unauthorized();
    this.#store.setState({ client: null, connection: { state: 'lost', retryAt, unauthorized } });
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return !this.#ended;
  }
}

/** How long to wait after so many failures in a row. */
export function waitMs(failures: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
}
