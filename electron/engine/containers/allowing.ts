import type { Context } from '../context.ts';
import type { Isolation } from '../../contract/containers.ts';
import { policyId } from '../gateway/rules.ts';
import { findPolicy } from './allowed.ts';
import type { Member } from './fleet.ts';
import { getMember, withContainerLock } from './lifecycle.ts';
import { renewNetwork } from './network.ts';

/** Keeps what every running gateway allows as the configuration and its user's changes are now. */
export class Allowing {
  readonly #context: Context;
  readonly #signal: AbortSignal;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(context: Context, signal: AbortSignal) {
    this.#context = context;
    this.#signal = signal;
  }

  /** Renews those that have proven something else. One that cannot be renewed is tried again at the next time. */
  async renew(members: readonly Member[], isolationOf: (member: Member) => Isolation): Promise<void> {
    for (const member of members) {
      const { policy, state } = isolationOf(member);
      if (policy === undefined || state !== 'verified' || this.#underWay.has(member.birth.name)) continue;
      const wanted = await findPolicy(this.#context, member.birth.name);
      if (wanted !== undefined && policyId(wanted) !== policy) this.#begin(member);
    }
  }

  /** Waits for what is under way. */
  async end(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  #begin({ birth: { name } }: Member): void {
    const work = this.#renewOne(name).finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, work);
  }

  async #renewOne(name: Member['birth']['name']): Promise<void> {
    try {
      await withContainerLock(this.#context, name, async () => {
        await renewNetwork(this.#context, await getMember(this.#context, name));
      });
      this.#context.log.info({ container: name }, 'its gateway took over what is allowed now');
    } catch (error) {
      if (!this.#signal.aborted) this.#context.log.warn({ err: error, container: name }, 'its network was not renewed');
    }
  }
}
