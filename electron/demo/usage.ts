import type { Container } from '../contract/containers.ts';
import type { Usage } from '../contract/usage.ts';

/** What a made-up agent has used: by two models, of which one has no known price. */
export function demoUsage({ name, shortName, agent }: Container): Usage {
  const tokens = { input: 1_234, output: 56_700, cacheRead: 4_560_000, cacheWrite: 210_000 };
  return {
    name,
    shortName,
    agent,
    models: [
      { model: 'claude-opus-5-5', messages: 41, tokens, usd: 3.1 },
      { model: 'new-model', messages: 1, tokens: { ...tokens, cacheRead: 0 }, usd: null },
    ],
    tokens: { input: 2_468, output: 113_400, cacheRead: 4_560_000, cacheWrite: 420_000 },
    usd: 3.1,
    prices: { asOf: '2026-11-29', source: 'List prices' },
    skipped: 2,
    cut: false,
    unreadable: null,
  };
}
