import { z } from 'zod';
import { AgentKind } from './agents.ts';
import { ContainerName } from './ids.ts';
import { procedure } from './procedure.ts';

const Amount = z.int().min(0);

/** Tokens as providers count them: what was read from a cache or written into one is no part of `input`. */
export const Tokens = z.object({ input: Amount, output: Amount, cacheRead: Amount, cacheWrite: Amount });
export type Tokens = z.infer<typeof Tokens>;

/** What one model was asked, and what that costs at list prices; null where its price is not known. */
export const ModelUsage = z.object({
  model: z.string().max(100),
  messages: Amount,
  tokens: Tokens,
  usd: z.number().min(0).nullable(),
});
export type ModelUsage = z.infer<typeof ModelUsage>;

/** Whose list prices were taken, of which day. */
export const PriceList = z.object({ asOf: z.iso.date(), source: z.string() });
export type PriceList = z.infer<typeof PriceList>;

/** What a container's agent has used since it was made, as its own conversation on disk tells: its claim, not a bill. */
export const Usage = z.object({
  name: ContainerName,
  shortName: z.string(),
  agent: AgentKind,
  /** The most expensive first. */
  models: z.array(ModelUsage),
  tokens: Tokens,
  /** Of the models with a known price. */
  usd: z.number().min(0),
  prices: PriceList.nullable(),
  /** Records that could not be read, or said what cannot be. */
  skipped: Amount,
  /** Whether there was more than is read at once, so that this is too little. */
  cut: z.boolean(),
  /** Why nothing can be known of this agent. */
  unreadable: z.string().nullable(),
});
export type Usage = z.infer<typeof Usage>;

/** Dollars as a person reads them: `$18.40`, `$0.004`, `$0`. */
export function dollars(usd: number): string {
  if (usd === 0) return '$0';
  return usd < 0.0005 ? '<$0.001' : `$${usd.toFixed(usd < 0.995 ? 3 : 2)}`;
}

/** A number of tokens as a person reads it: `999`, `12.3k`, `4.56M`, `7.89G`. */
export function tokenText(count: number): string {
  const power = count < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(Number(count.toPrecision(3))) / 3));
  return power === 0 ? String(count) : `${Number((count / 1000 ** power).toPrecision(3))}${'kMG'[power - 1] ?? ''}`;
}

/** What keeps these numbers from being the whole truth, each as a sentence. */
export function usageNotes({ models, skipped, cut, unreadable }: Usage): string[] {
  const unpriced = models.filter(({ usd }) => usd === null).map(({ model }) => model);
  return [
    ...(unreadable === null ? [] : [unreadable]),
    ...(unpriced.length === 0 ? [] : [`No price is known for ${unpriced.join(', ')}: its tokens are without cost.`]),
    ...(skipped === 0 ? [] : [`${skipped} records could not be read and are not counted.`]),
    ...(cut ? ['Its conversation is longer than is read at once: it has used more.'] : []),
  ];
}

export const usage = {
  /** Reads the conversation of a container’s agent, whether that runs or not. */
  get: procedure.input(z.object({ name: ContainerName })).output(Usage),
};
