import type { Container } from '../../../electron/contract/containers.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { Tokens, Usage } from '../../../electron/contract/usage.ts';

/** What is known of the usage of one container. */
export type Found = { readonly usage: Usage } | { readonly problem: Problem };

/** What was used together, of an agent or a model. */
export interface Sum {
  readonly of: string;
  readonly containers: number;
  readonly tokens: Tokens;
  /** Of what has a known price; null where nothing has. */
  readonly usd: number | null;
}

/** The usages that could be read, the most expensive first. */
export function readable(containers: readonly Container[], found: Readonly<Record<string, Found>>): Usage[] {
  const usages = containers.flatMap(({ name }) => {
    const one = found[name];
    return one !== undefined && 'usage' in one ? [one.usage] : [];
  });
  return usages.toSorted((a, b) => b.usd - a.usd || total(b.tokens) - total(a.tokens));
}

/** Whether anything is known of what an agent has used. */
export function hasFigures({ models }: Pick<Usage, 'models'>): boolean {
  return models.length > 0;
}

/** What each model was asked, the most expensive first. */
export function byModel(usages: readonly Usage[]): Sum[] {
  return sums(usages.flatMap(({ name, models }) => models.map((one) => ({ of: one.model, name, ...one }))));
}

/** What each agent has used, the most expensive first. */
export function byAgent(usages: readonly Usage[]): Sum[] {
  return sums(usages.flatMap(({ name, agent, models }) => models.map((one) => ({ of: agent, name, ...one }))));
}

interface Part {
  readonly of: string;
  readonly name: string;
  readonly tokens: Tokens;
  readonly usd: number | null;
}

function sums(parts: readonly Part[]): Sum[] {
  const names = [...new Set(parts.map((part) => part.of))];
  const all = names.map((of) => {
    const own = parts.filter((part) => part.of === of);
    const priced = own.flatMap(({ usd }) => (usd === null ? [] : [usd]));
    return {
      of,
      containers: new Set(own.map(({ name }) => name)).size,
      tokens: own.map(({ tokens }) => tokens).reduce(plus),
      usd: priced.length === 0 ? null : priced.reduce((sum, usd) => sum + usd, 0),
    };
  });
  return all.toSorted((a, b) => (b.usd ?? 0) - (a.usd ?? 0) || total(b.tokens) - total(a.tokens));
}

function plus(a: Tokens, b: Tokens): Tokens {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
  };
}

function total({ input, output, cacheRead, cacheWrite }: Tokens): number {
  return input + output + cacheRead + cacheWrite;
}

/** Whose prices these are, each once. */
export function priceNotes(usages: readonly Usage[]): string[] {
  const lists = usages.flatMap(({ models, prices }) => (prices === null || models.length === 0 ? [] : [prices]));
  return [...new Set(lists.map(({ source, asOf }) => `${source}, as of ${asOf}.`))];
}
