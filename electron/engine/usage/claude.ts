import { z } from 'zod';
import { Count, ModelName, objectOf, RecordId } from './record.ts';
import { NONSENSE, type Reader } from './spent.ts';

const Answer = z.object({
  message: z.object({
    id: RecordId,
    model: ModelName,
    usage: z.object({
      input_tokens: Count,
      output_tokens: Count,
      cache_read_input_tokens: Count,
      cache_creation_input_tokens: Count,
      cache_creation: z.object({ ephemeral_1h_input_tokens: Count }).nullish(),
      speed: z.string().nullish(),
    }),
  }),
});

/** Its own words, for instance that a limit was reached: no model said them. */
const OWN_WORDS = '<synthetic>';

/** Claude Code’s records: each answer of a model stands there several times while it comes, and says the more the later. */
export const readClaude: Reader = (record) => {
  const found = objectOf(record);
  if (found === undefined) return NONSENSE;
  if (found['type'] !== 'assistant') return [];
  const answer = Answer.safeParse(found).data?.message;
  if (answer === undefined) return NONSENSE;
  if (answer.model === OWN_WORDS) return [];
  const { id, usage } = answer;
  const cacheWrite = usage.cache_creation_input_tokens;
  // A faster mode of a model has its own price.
  const model = usage.speed === 'fast' ? `${answer.model} (fast)` : answer.model;
  const tokens = {
    input: usage.input_tokens,
    output: usage.output_tokens,
    cacheRead: usage.cache_read_input_tokens,
    cacheWrite,
  };
  return [{ id, model, tokens, hour: Math.min(cacheWrite, usage.cache_creation?.ephemeral_1h_input_tokens ?? 0) }];
};
