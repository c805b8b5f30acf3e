import { z } from 'zod';
import { ModelName, MOST_TOKENS, objectOf, SessionCount } from './record.ts';
import { NONSENSE, type Reader } from './spent.ts';

const Turn = z.object({ payload: z.object({ model: ModelName }) });

const Counted = z.object({
  timestamp: z.string().max(60).nullish(),
  payload: z.object({
    info: z
      .object({
        total_token_usage: z.object({
          input_tokens: SessionCount,
          cached_input_tokens: SessionCount,
          cache_write_input_tokens: SessionCount,
          output_tokens: SessionCount,
        }),
      })
      .nullish(),
  }),
});

const NOTHING = { input_tokens: 0, cached_input_tokens: 0, cache_write_input_tokens: 0, output_tokens: 0 };

/**
 * Codex’s records: the model of a turn, and now and then all that the session has used until then. A session that was
 * forked begins with the records of the one that it comes from.
 */
export function codexReader(): Reader {
  let model = 'unknown';
  let before = NOTHING;
  return (record) => {
    const found = objectOf(record);
    if (found === undefined) return NONSENSE;
    if (found['type'] === 'turn_context') {
      model = Turn.safeParse(found).data?.payload.model ?? model;
      return [];
    }
    const { type } = z.object({ type: z.string() }).safeParse(found['payload']).data ?? {};
    if (found['type'] !== 'event_msg' || type !== 'token_count') return [];
    const counted = Counted.safeParse(found).data;
    if (counted === undefined) return NONSENSE;
    const now = counted.payload.info?.total_token_usage ?? before;
    const since = isLess(now, before) ? NOTHING : before;
    before = now;
    const read = now.input_tokens - since.input_tokens;
    const cacheRead = now.cached_input_tokens - since.cached_input_tokens;
    const cacheWrite = now.cache_write_input_tokens - since.cache_write_input_tokens;
    const output = now.output_tokens - since.output_tokens;
    // What went into a cache, or came out of one, is a part of what was read.
    const input = read - cacheRead - cacheWrite;
    if (input < 0 || read > MOST_TOKENS || output > MOST_TOKENS) return NONSENSE;
    if (read === 0 && output === 0) return [];
    const { timestamp } = counted;
    const id = timestamp == null ? null : `${timestamp} ${now.input_tokens} ${now.output_tokens}`;
    return [{ id, model, tokens: { input, output, cacheRead, cacheWrite }, hour: 0 }];
  };
}

/** Whether it began to count anew. */
function isLess(now: typeof NOTHING, before: typeof NOTHING): boolean {
  return (
    now.input_tokens < before.input_tokens ||
    now.cached_input_tokens < before.cached_input_tokens ||
    now.cache_write_input_tokens < before.cache_write_input_tokens ||
    now.output_tokens < before.output_tokens
  );
}
