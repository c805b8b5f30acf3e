import { expect, test } from 'vitest';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { Tokens, Usage } from '../../../electron/contract/usage.ts';
import { byAgent, byModel, priceNotes, readable } from '../../../renderer/features/usage/usage-select.ts';
import { container } from '../../support/container.ts';

const tokens = (input: number): Tokens => ({ input, output: 1, cacheRead: 2, cacheWrite: 3 });
const [A, B, C] = [container('feat-a-1'), container('feat-b-1', { agent: 'codex' }), container('feat-c-1')];

function usage({ name, shortName, agent }: typeof A, models: readonly [string, number, number | null][]): Usage {
  return {
    name,
    shortName,
    agent,
    models: models.map(([model, input, usd]) => ({ model, messages: 1, tokens: tokens(input), usd })),
    tokens: tokens(models.reduce((sum, [, input]) => sum + input, 0)),
    usd: models.reduce((sum, [, , usd]) => sum + (usd ?? 0), 0),
    prices: { asOf: '2026-11-29', source: 'List prices' },
    skipped: 0,
    cut: false,
    unreadable: null,
  };
}

const USED = [
  usage(A, [
    ['opus', 100, 3],
    ['new-model', 10, null],
  ]),
  usage(B, [['opus', 50, 1]]),
  usage(C, []),
];

test('models are summed over containers, and one without a price has none', () => {
  expect(byModel(USED)).toEqual([
    { of: 'opus', containers: 2, tokens: { input: 150, output: 2, cacheRead: 4, cacheWrite: 6 }, usd: 4 },
    { of: 'new-model', containers: 1, tokens: tokens(10), usd: null },
  ]);
});

test('agents are summed by what has a price, and one without figures is in no sum', () => {
  expect(byAgent(USED).map(({ of, usd, containers }) => [of, usd, containers])).toEqual([
    [A.agent, 3, 1],
    ['codex', 1, 1],
  ]);
});

test('the most expensive comes first, and what could not be read is left to those who say why', () => {
  const problem: Problem = { code: 'DOCKER_FAILED', sentence: 'No.', hints: [], detail: null };
  const found = { [B.name]: { usage: USED[1]! }, [A.name]: { usage: USED[0]! }, [C.name]: { problem } };
  expect(readable([C, B, A], found).map(({ name }) => name)).toEqual([A.name, B.name]);
});

test('whose prices they are is said once, and not where nothing was used', () => {
  expect(priceNotes(USED)).toEqual(['List prices, as of 2026-11-29.']);
  expect(priceNotes([USED[2]!])).toEqual([]);
});
