import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readClaude } from '../../../electron/engine/usage/claude.ts';
import { codexReader } from '../../../electron/engine/usage/codex.ts';
import { readDroid } from '../../../electron/engine/usage/droid.ts';
import { readGemini } from '../../../electron/engine/usage/gemini.ts';
import { readOpencode } from '../../../electron/engine/usage/opencode.ts';
import type { Reader } from '../../../electron/engine/usage/spent.ts';
import { Tally } from '../../../electron/engine/usage/tally.ts';

function summed(records: readonly unknown[], read: Reader): ReturnType<Tally['sum']> {
  const tally = new Tally();
  for (const record of records) tally.take(read(typeof record === 'string' ? record : JSON.stringify(record)));
  return tally.sum();
}

interface Answer {
  readonly id: string;
  readonly output: number;
  readonly model?: string;
}

function answer({ id, output, model = 'claude-opus-4-5-20251101' }: Answer, usage: object = {}): object {
  return { type: 'assistant', message: { id, model, usage: { input_tokens: 10, output_tokens: output, ...usage } } };
}

test('of the records of one message of Claude Code the last counts', () => {
  const { models, tokens, skipped } = summed(
    [answer({ id: 'a', output: 1 }), answer({ id: 'b', output: 5 }), answer({ id: 'a', output: 100 })],
    readClaude,
  );
  expect(models).toEqual([
    {
      model: 'claude-opus-4-5-20251101',
      messages: 2,
      tokens: { input: 20, output: 105, cacheRead: 0, cacheWrite: 0 },
      usd: (20 * 5 + 105 * 25) / 1e6,
    },
  ]);
  expect([tokens.output, skipped]).toEqual([105, 0]);
});

test('a cache is read and written at its own prices, an hour of it at a higher one', () => {
  const usage = {
    cache_read_input_tokens: 1_000_000,
    cache_creation_input_tokens: 2_000_000,
    cache_creation: { ephemeral_5m_input_tokens: 1_000_000, ephemeral_1h_input_tokens: 1_000_000 },
  };
  const { tokens, usd } = summed([answer({ id: 'a', output: 0 }, { ...usage, input_tokens: 0 })], readClaude);
  expect(tokens).toEqual({ input: 0, output: 0, cacheRead: 1_000_000, cacheWrite: 2_000_000 });
  expect(usd).toBeCloseTo(0.5 + 6.25 + 10);
});

test('a model, or a mode of it, without a known price has tokens and no cost', () => {
  const { models, usd } = summed(
    [answer({ id: 'a', output: 7, model: 'claude-next' }), answer({ id: 'b', output: 7 }, { speed: 'fast' })],
    readClaude,
  );
  expect(models.map(({ model, usd: cost }) => [model, cost])).toEqual([
    ['claude-next', null],
    ['claude-opus-4-5-20251101 (fast)', null],
  ]);
  expect(usd).toBe(0);
});

test('its own words are no model’s, and what is said to it costs nothing by itself', () => {
  const own = answer({ id: 'a', output: 0, model: '<synthetic>' });
  expect(summed([own, { type: 'user', message: { content: 'hello' } }, { type: 'summary' }], readClaude)).toMatchObject(
    {
      models: [],
      skipped: 0,
    },
  );
});

const WRONG = [-1, 1.5, 1e12, '12', true, [], {}, 'NaN'];

test.each(WRONG)('a count of %j is refused, and its record counted as skipped', (count) => {
  const { tokens, skipped } = summed([answer({ id: 'a', output: 1 }, { input_tokens: count })], readClaude);
  expect([tokens.output, skipped]).toEqual([0, 1]);
  const codex = {
    type: 'event_msg',
    payload: { type: 'token_count', info: { total_token_usage: { input_tokens: count } } },
  };
  expect(summed([codex], codexReader())).toMatchObject({ models: [], skipped: 1 });
  const gemini = { type: 'gemini', id: 'a', tokens: { input: count } };
  expect(summed([gemini], readGemini)).toMatchObject({ models: [], skipped: 1 });
  const opencode = { id: 'a', model: 'm', tokens: { input: count, cache: {} } };
  expect(summed([{ tokenUsage: { inputTokens: count } }], readDroid)).toMatchObject({ models: [], skipped: 1 });
  expect(summed([opencode], readOpencode)).toMatchObject({ models: [], skipped: 1 });
});

test('a number that JSON does not have, half a record, and a nest of brackets are skipped', () => {
  const bad = ['{"type":"assistant","message":{"usage":{"input_tokens":NaN}}}', '{"type":"assis', '['.repeat(100_000)];
  for (const read of [readClaude, codexReader(), readGemini, readOpencode, readDroid])
    expect(summed(bad, read).skipped).toBe(3);
});

test('a model’s name is short and moves no cursor', () => {
  const [model] = summed(
    [answer({ id: 'a', output: 1, model: `\u001b[2J\u202e${'x'.repeat(500)}\n` })],
    readClaude,
  ).models;
  expect(model?.model).toHaveLength(100);
  // eslint-disable-next-line no-control-regex
  expect(model?.model).not.toMatch(/[\u0000-\u001f\u202e]/);
});

test('more models than there are come together as others', () => {
  const many = Array.from({ length: 200 }, (_, index) => answer({ id: `${index}`, output: 1, model: `m${index}` }));
  const { models, tokens } = summed(many, readClaude);
  expect(models).toHaveLength(51);
  expect([tokens.output, models.find(({ model }) => model === 'others')?.messages]).toEqual([200, 150]);
});

function codexCount(input: number, output: number, cached = 0): object {
  const timestamp = `2026-01-01T00:00:0${output}Z`;
  const total = {
    input_tokens: input,
    cached_input_tokens: cached,
    output_tokens: output,
    total_tokens: input + output,
  };
  return { timestamp, type: 'event_msg', payload: { type: 'token_count', info: { total_token_usage: total } } };
}

test('Codex tells sums, which count for the model of their turn; the same sum again is nothing new', () => {
  const turn = (model: string): object => ({ type: 'turn_context', payload: { model } });
  const records = [
    codexCount(0, 0),
    turn('gpt-5-codex'),
    codexCount(100, 1, 60),
    codexCount(100, 1, 60),
    { type: 'event_msg', payload: { type: 'token_count', info: null } },
    turn('gpt-unknown'),
    codexCount(300, 5, 200),
  ];
  expect(summed(records, codexReader()).models).toEqual([
    {
      model: 'gpt-5-codex',
      messages: 1,
      tokens: { input: 40, output: 1, cacheRead: 60, cacheWrite: 0 },
      usd: (40 * 1.25 + 60 * 0.125 + 10) / 1e6,
    },
    { model: 'gpt-unknown', messages: 1, tokens: { input: 60, output: 4, cacheRead: 140, cacheWrite: 0 }, usd: null },
  ]);
});

test('what Codex put into a cache is a part of its input, at its own price', () => {
  const total = { input_tokens: 5e9, cached_input_tokens: 5e9 - 300, cache_write_input_tokens: 200, output_tokens: 10 };
  const before = { ...total, input_tokens: 5e9 - 400, cached_input_tokens: 5e9 - 400, cache_write_input_tokens: 0 };
  const counts = [before, total].map((total_token_usage) => ({
    type: 'event_msg',
    payload: { type: 'token_count', info: { total_token_usage } },
  }));
  const read = codexReader();
  read(JSON.stringify({ type: 'turn_context', payload: { model: 'gpt-6-sol' } }));
  // More than a turn can have read is refused, and the next one counts from it all the same.
  const { tokens, skipped } = summed(counts, read);
  expect([tokens, skipped]).toEqual([{ input: 100, output: 0, cacheRead: 100, cacheWrite: 200 }, 1]);

  const small = { input_tokens: 400, cached_input_tokens: 100, cache_write_input_tokens: 200, output_tokens: 10 };
  const one = { type: 'event_msg', payload: { type: 'token_count', info: { total_token_usage: small } } };
  const found = summed([one], read);
  expect(found.tokens).toEqual({ input: 100, output: 10, cacheRead: 100, cacheWrite: 200 });
  expect(found.usd).toBeCloseTo((100 * 2 + 10 * 10 + 100 * 0.2 + 200 * 2.5) / 1e6);
});

test('a session that Codex forked counts its beginning once, and one that begins anew counts from nothing', () => {
  const tally = new Tally();
  const files = [
    [codexCount(10, 1), codexCount(20, 2)],
    [codexCount(10, 1), codexCount(20, 2), codexCount(50, 3), codexCount(5, 2)],
  ];
  for (const file of files) {
    const read = codexReader();
    for (const record of file) tally.take(read(JSON.stringify(record)));
  }
  expect(tally.sum().tokens).toEqual({ input: 55, output: 5, cacheRead: 0, cacheWrite: 0 });
});

test('Gemini’s thoughts are output, its tools’ words input, and what a session sets anew counts once', () => {
  const message = {
    id: 'a',
    type: 'gemini',
    model: 'gemini-2.5-pro',
    tokens: { input: 300_000, output: 10, cached: 100_000, thoughts: 5, tool: 7, total: 0 },
  };
  const whole = {
    sessionId: 's',
    messages: [{ id: 'u', type: 'user' }, message, { ...message, id: 'b', tokens: null }],
  };
  const { tokens, usd, skipped } = summed([message, whole, { $set: { messages: [message] } }], readGemini);
  expect([tokens, skipped]).toEqual([{ input: 200_007, output: 15, cacheRead: 100_000, cacheWrite: 0 }, 0]);
  expect(usd).toBeCloseTo((200_007 * 2.5 + 15 * 15 + 100_000 * 0.25) / 1e6);
});

const kinds = fc.constantFrom('assistant', 'event_msg', 'turn_context', 'gemini');
const told = fc.record({ type: kinds, message: fc.jsonValue(), payload: fc.jsonValue(), tokens: fc.jsonValue() });
const anything = fc.oneof(
  fc.string(),
  fc.json(),
  told.map((one) => JSON.stringify(one)),
);

test('whatever an agent writes, its sums are counts, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.array(anything), (records) => {
      for (const read of [readClaude, codexReader(), readGemini]) {
        const { tokens, usd, skipped, models } = summed(records, read);
        for (const count of [...Object.values(tokens), skipped])
          expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
        expect(Number.isFinite(usd) && usd >= 0).toBe(true);
        expect(models.length).toBeLessThanOrEqual(51);
      }
    }),
  );
});

test('however often and in between which others a message is repeated, its last record alone counts', () => {
  const record = fc.record({ id: fc.constantFrom('a', 'b', 'c'), output: fc.nat(1_000_000) });
  fc.assert(
    fc.property(fc.array(record), (records) => {
      const last = new Map(records.map(({ id, output }) => [id, output]));
      const { tokens } = summed(
        records.map((one) => answer(one)),
        readClaude,
      );
      expect(tokens.output).toBe([...last.values()].reduce((sum, output) => sum + output, 0));
    }),
  );
});
