import type { Context } from '../context.ts';
import { forbiddenAddresses, tellForbidden } from '../gateway/never.ts';
import type { Member } from './fleet.ts';

/** Keeps every running gateway's list of addresses that nothing reaches as this machine's networks are now. */
export class Forbidding {
  readonly #context: Context;
  readonly #signal: AbortSignal;
  /** What each gateway was told last. */
  readonly #told = new Map<string, string>();

  constructor(context: Context, signal: AbortSignal) {
    this.#context = context;
    this.#signal = signal;
  }

  /** Tells those that do not know it yet. One that cannot be told is told again at the next time. */
  async renew(members: readonly Member[]): Promise<void> {
    const gateways = members.flatMap(({ gateway }) => (gateway?.State === 'running' ? [gateway.Id] : []));
    if (gateways.length === 0) return;
    const addresses = await forbiddenAddresses(this.#context);
    const wanted = addresses.join(' ');
    const uninformed = gateways.filter((id) => this.#told.get(id) !== wanted);
    await Promise.all(uninformed.map((id) => this.#tell(id, addresses)));
  }

  async #tell(id: string, addresses: readonly string[]): Promise<void> {
    try {
      await tellForbidden(this.#context, id, { addresses, signal: this.#signal });
      this.#told.set(id, addresses.join(' '));
    } catch (error) {
      if (!this.#signal.aborted)
        this.#context.log.warn({ err: error, gateway: id }, 'could not be told this host’s addresses');
    }
  }
}
