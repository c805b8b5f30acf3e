import type { ModelUsage, Tokens, Usage } from '../../contract/usage.ts';
import { priceOf } from './prices.ts';
import type { Reader, Spent } from './spent.ts';

/** More messages, or models, than any conversation has. */
const MOST_MESSAGES = 500_000;
const MOST_MODELS = 50;
const OTHERS = 'others';

export const NO_TOKENS: Tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

/** Adds up what records say, each message once. Its memory has a bound, whatever they say. */
export class Tally {
  readonly #messages = new Map<string, Spent>();
  #unnamed = 0;
  skipped = 0;
  cut = false;

  /** Takes what a reader made of a record. */
  take(found: ReturnType<Reader>): void {
    for (const spent of found) {
      if (spent === null) this.skipped += 1;
      else this.#add(spent);
    }
  }

  #add(spent: Spent): void {
    const key = spent.id === null ? `unnamed ${(this.#unnamed += 1)}` : `id ${spent.id}`;
    if (this.#messages.size < MOST_MESSAGES || this.#messages.has(key)) this.#messages.set(key, spent);
    else this.cut = true;
  }

  sum(): Pick<Usage, 'models' | 'tokens' | 'usd' | 'skipped' | 'cut'> {
    const models = new Map<string, ModelUsage>();
    for (const spent of this.#messages.values()) {
      const model = models.has(spent.model) || models.size < MOST_MODELS ? spent.model : OTHERS;
      models.set(model, plus(models.get(model), { ...spent, model }));
    }
    const listed = [...models.values()].sort((a, b) => (b.usd ?? -1) - (a.usd ?? -1) || (a.model < b.model ? -1 : 1));
    return {
      models: listed,
      tokens: listed.reduce((sum, { tokens }) => added(sum, tokens), NO_TOKENS),
      usd: listed.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
      skipped: this.skipped,
      cut: this.cut,
    };
  }
}

function plus(before: ModelUsage | undefined, spent: Spent): ModelUsage {
  const { model, tokens } = spent;
  const price = priceOf(spent);
  if (before === undefined) return { model, messages: 1, tokens, usd: price };
  const usd = before.usd === null || price === null ? null : before.usd + price;
  return { model, messages: before.messages + 1, tokens: added(before.tokens, tokens), usd };
}

function added(a: Tokens, b: Tokens): Tokens {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
  };
}
