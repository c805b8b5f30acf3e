import { present } from '../contract/present.ts';
import type { Demo } from '../demo/demo.ts';
import type { Log } from '../engine/silent.ts';
import type { Answerer } from '../transport/wire.ts';

/** The demo of a host: started when it is first asked for, the same for all, and gone with the host. */
export class Demos {
  readonly #log: Log;
  readonly #turnMs: number | undefined;
  #started: Promise<Demo> | null = null;

  /** Its agents do something every `turnMs`; unset: as is good to look at. */
  constructor(log: Log, { turnMs }: { readonly turnMs?: number } = {}) {
    this.#log = log;
    this.#turnMs = turnMs;
  }

  /** Who answers a page that looks at the demo. */
  open(): Promise<Answerer> {
    this.#started ??= this.#start();
    return this.#started;
  }

  async close(): Promise<void> {
    const started = await this.#started?.catch(() => undefined);
    await started?.close();
  }

  async #start(): Promise<Demo> {
    try {
      const { startDemo } = await import('../demo/demo.ts');
      return await startDemo({ log: this.#log, ...present({ turnMs: this.#turnMs }) });
    } catch (error) {
      this.#log.error({ err: error }, 'the demo could not be started');
      this.#started = null;
      throw error;
    }
  }
}

/** Whether an address of the page, or of its connection, asks for the demo. */
export function asksForDemo(address: string): boolean {
  return new URLSearchParams(address.split('?', 2)[1]?.split('#', 1)[0]).has('demo');
}
