import type { AgentKind } from '../../contract/agents.ts';
import type { PriceList } from '../../contract/usage.ts';
import type { Spent } from './spent.ts';

/** Dollars for a million tokens. `hour`: written into a cache for an hour instead of minutes. */
interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly hour: number;
  /** For the whole of a prompt of more than so many tokens. */
  readonly long?: { readonly above: number; readonly price: Price };
}

/** Where the prices below were read, and when. */
export const PRICE_LISTS: Readonly<Partial<Record<AgentKind, PriceList>>> = {
  claude: { asOf: '2026-11-29', source: 'Anthropic’s list prices, from the model catalog of Claude Code 2.1.332' },
  codex: { asOf: '2026-10-27', source: 'OpenAI’s list prices, standard tier' },
  gemini: { asOf: '2026-10-07', source: 'Google’s list prices, paid tier' },
  droid: { asOf: '2026-10-07', source: 'the list prices of Anthropic, OpenAI and Google' },
  opencode: { asOf: '2026-10-07', source: 'the list prices of Anthropic, OpenAI and Google' },
};

function anthropic(input: number, output: number, cacheRead = input / 10): Price {
  return { input, output, cacheRead, cacheWrite: input * 1.25, hour: input * 2 };
}

/** Where what is written into a cache costs no more than what is read. */
function flat(input: number, output: number, cacheRead = input / 10): Price {
  return { input, output, cacheRead, cacheWrite: input, hour: input };
}

/** OpenAI’s of today: as Anthropic’s a cache costs a quarter more to write, and a prompt of more than 272,000 tokens costs twice as much to read, and half as much again to answer. */
function openai(input: number, output: number, cacheRead = input / 10): Price {
  return {
    ...anthropic(input, output, cacheRead),
    long: { above: 272_000, price: anthropic(2 * input, 1.5 * output, 2 * cacheRead) },
  };
}

const OPUS_4 = anthropic(15, 75);
const OPUS = anthropic(5, 25);
const SONNET = anthropic(3, 15);
const FABLE = anthropic(10, 50);
const HAIKU_5_5: Price = { ...anthropic(0.1, 0.5), long: { above: 100_000, price: anthropic(0.5, 2.5) } };
const GPT_5 = flat(1.25, 10);
const GPT_5_2 = flat(1.75, 14);

const PRICES: ReadonlyMap<string, Price> = new Map([
  ['claude-3-5-haiku', anthropic(0.8, 4)],
  ['claude-haiku-4-5', anthropic(1, 5)],
  ['claude-haiku-5-5', HAIKU_5_5],
  ['claude-3-5-sonnet', SONNET],
  ['claude-3-7-sonnet', SONNET],
  ['claude-sonnet-4', SONNET],
  ['claude-sonnet-4-0', SONNET],
  ['claude-sonnet-4-5', SONNET],
  ['claude-sonnet-4-6', SONNET],
  ['claude-sonnet-5', anthropic(2, 10)],
  ['claude-sonnet-5-5', anthropic(2, 10, 0.1)],
  ['claude-opus-4', OPUS_4],
  ['claude-opus-4-0', OPUS_4],
  ['claude-opus-4-1', OPUS_4],
  ['claude-opus-4-5', OPUS],
  ['claude-opus-4-6', OPUS],
  ['claude-opus-4-7', OPUS],
  ['claude-opus-4-8', OPUS],
  ['claude-opus-5', OPUS],
  ['claude-opus-5-5', anthropic(4, 20, 0.2)],
  ['claude-fable-5', FABLE],
  ['claude-fable-5-1', anthropic(10, 50, 0.25)],
  ['claude-fable-5-2', anthropic(8, 40, 0.2)],
  ['claude-mythos-5', FABLE],
  ['claude-mythos-5-1', anthropic(10, 50, 0.25)],
  ['claude-mythos-5-2', anthropic(8, 40, 0.2)],
  ['gpt-5', GPT_5],
  ['gpt-5-codex', GPT_5],
  ['gpt-5.1', GPT_5],
  ['gpt-5.1-codex', GPT_5],
  ['gpt-5.2', GPT_5_2],
  ['gpt-5.3-codex', GPT_5_2],
  ['gpt-5.6-sol', openai(5, 30)],
  ['gpt-5.6-terra', openai(2, 12)],
  ['gpt-5.6-luna', openai(0.2, 1.2)],
  ['gpt-6-astra', openai(10, 50)],
  ['gpt-6-sol', openai(2, 10)],
  ['gpt-6-luna', openai(0.1, 0.5)],
  ['gpt-6.1-sol', openai(2, 10, 0.1)],
  ['gpt-6.1-terra', openai(1, 5, 0.05)],
  ['gemini-2.5-pro', { ...flat(1.25, 10), long: { above: 200_000, price: flat(2.5, 15) } }],
  ['gemini-2.5-flash', flat(0.3, 2.5)],
]);

/** How a model’s name may say which of its builds it is, and how much it is given to read. */
const BUILD = /(?:-\d{8}|-\d{4}-\d{2}-\d{2})?(?:\[1m\])?$/;

/** What one message costs (pure); null where the price of its model is not known. */
export function priceOf({ model, tokens, hour }: Spent): number | null {
  const known = PRICES.get(model.replace(BUILD, ''));
  if (known === undefined) return null;
  const { input, output, cacheRead, cacheWrite } = tokens;
  const { long } = known;
  const price = long !== undefined && input + cacheRead + cacheWrite > long.above ? long.price : known;
  const millionths =
    input * price.input +
    output * price.output +
    cacheRead * price.cacheRead +
    (cacheWrite - hour) * price.cacheWrite +
    hour * price.hour;
  return millionths / 1e6;
}
