import type { Isolation } from '../../contract/containers.ts';
import type { Context } from '../context.ts';
import { NO_AUTHORITY } from '../gateway/trust.ts';
import type { Member } from './fleet.ts';
import { bringTrust } from './trust.ts';

/** Keeps what every running container trusts as its gateway shows it: authorities for opened hosts are renewed there. */
export class Trusting {
  readonly #context: Context;
  readonly #signal: AbortSignal;
  /** What each container was brought last. */
  readonly #brought = new Map<string, string>();

  constructor(context: Context, signal: AbortSignal) {
    this.#context = context;
    this.#signal = signal;
  }

  /** Brings it to those that may not have it. One that cannot be reached is tried again at the next time. */
  async renew(members: readonly Member[], isolationOf: (member: Member) => Isolation): Promise<void> {
    for (const member of members) {
      const { trust } = isolationOf(member);
      const known = this.#brought.get(member.row.Id) ?? NO_AUTHORITY;
      if (trust !== undefined && trust !== known) await this.#bring(member, trust);
    }
  }

  async #bring({ row, gateway }: Member, trust: string): Promise<void> {
    if (gateway === null || row.State !== 'running') return;
    try {
      await bringTrust(this.#context, { gatewayId: gateway.Id, dockerId: row.Id, running: true });
      this.#brought.set(row.Id, trust);
    } catch (error) {
      if (!this.#signal.aborted)
        this.#context.log.warn({ err: error, container: row.Id }, 'could not be brought what it has to trust');
    }
  }
}
