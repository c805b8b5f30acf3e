import type { Isolation } from '../../contract/containers.ts';
import type { SigningAgent } from '../../contract/credentials.ts';
import type { Context } from '../context.ts';
import { readCredential } from '../credentials/credentials.ts';
import type { FoundCredential } from '../credentials/find.ts';
import { bindingsId } from '../gateway/credentials.ts';
import type { Member } from './fleet.ts';
import { allBindings, type Find, isWorth, leasesWith } from './bindings.ts';
import { bringSignIn } from './lending.ts';

/** Keeps what every running gateway holds of sign-ins as its lease and this machine's sign-in are: also after its restart, which loses it. */
export class Lending {
  readonly #context: Context;
  readonly #signal: AbortSignal;
  /** The proof after which each gateway was handed something last: until it says more, it is not handed the same again. */
  readonly #handed = new Map<string, string>();

  constructor(context: Context, signal: AbortSignal) {
    this.#context = context;
    this.#signal = signal;
  }

  /** Hands it to those that hold something else. One that cannot be reached is tried again at the next time. */
  async renew(members: readonly Member[], isolationOf: (member: Member) => Isolation): Promise<void> {
    const found = new Map<SigningAgent, Promise<FoundCredential>>();
    const find: Find = (agent) => {
      const own = found.get(agent) ?? readCredential(this.#context, agent);
      found.set(agent, own);
      return own;
    };
    for (const member of members) {
      const isolation = isolationOf(member);
      if (isolation.credentials === undefined || this.#signal.aborted) continue;
      const all = await leasesWith(this.#context, member.birth.name, find);
      const bindings = all.every(isWorth) ? allBindings(this.#context, all) : undefined;
      if (bindings === undefined || bindingsId(bindings) === isolation.credentials) continue;
      await this.#hand(member, `${bindingsId(bindings)} ${isolation.provenAt ?? ''}`);
    }
  }

  async #hand(member: Member, what: string): Promise<void> {
    const { row, gateway } = member;
    if (gateway?.State !== 'running' || this.#handed.get(row.Id) === what) return;
    await bringSignIn(this.#context, member, row.State === 'running');
    this.#handed.set(row.Id, what);
  }
}
