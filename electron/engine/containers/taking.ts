import type { Container } from '../../contract/containers.ts';
import { SigningAgent } from '../../contract/credentials.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { readCredential } from '../credentials/credentials.ts';
import { isGood, lastMoment } from '../credentials/find.ts';
import { isProblem } from '../errors.ts';
import { refreshCredentials } from './refreshing.ts';

/** Takes a sign-in that a container renewed, once this machine's own ends soon: new containers and all others get it too. */
export class Taking {
  readonly #context: Context;
  /** What was said of a container when it was last acted upon: a claim that comes to nothing is not followed again. */
  readonly #followed = new Map<string, string>();
  #taking: Promise<void> = Promise.resolve();
  #isBusy = false;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Looks at what the containers say, and acts in the background. */
  look(containers: readonly Container[]): void {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#taking = this.#take(containers).finally(() => (this.#isBusy = false));
  }

  /** Waits for what is under way. */
  end(): Promise<void> {
    return this.#taking;
  }

  async #take(containers: readonly Container[]): Promise<void> {
    try {
      const fresher = await this.#fresherThanHost(containers);
      if (fresher.length === 0) return;
      for (const { name, credential } of fresher) this.#followed.set(name, credential?.expiresAt ?? '');
      await refreshCredentials(this.#context);
      this.#context.log.info(
        { containers: fresher.map(({ name }) => name) },
        'took a sign-in that a container renewed',
      );
    } catch (error) {
      if (this.#context.closing.aborted || isProblem(error, 'CONFIG_INVALID')) return;
      this.#context.log.warn({ err: error }, 'could not take a renewed sign-in');
    }
  }

  /** Nobody is asked for it where the user does not want it, or this machine's own is good for long. */
  async #fresherThanHost(containers: readonly Container[]): Promise<Container[]> {
    const { enabled, thresholdMs } = readConfig(this.#context).daemon.tokenRefresh;
    if (!enabled) return [];
    const found = await Promise.all(
      SigningAgent.options.map(async (agent) => {
        const own = containers.filter((container) => container.agent === agent && this.#isNews(container));
        if (own.length === 0) return [];
        const host = await readCredential(this.#context, agent);
        const end = isGood(host) ? lastMoment(host) : 0;
        if (end - this.#context.now().getTime() >= thresholdMs) return [];
        return own.filter(({ credential }) => credential !== null && lastMoment(credential) > end);
      }),
    );
    return found.flat();
  }

  #isNews({ name, docker, credential, credentialMode }: Container): boolean {
    if (credentialMode?.mode === 'broker') return false;
    if (docker !== 'running' || credential === null || credential.expiresAt === null) return false;
    return isGood(credential) && this.#followed.get(name) !== credential.expiresAt;
  }
}
