import { z } from 'zod';
import { Count, ModelName, objectOf, RecordId } from './record.ts';
import { NONSENSE, type Reader } from './spent.ts';

const Answer = z.object({
  id: RecordId,
  model: ModelName.nullish(),
  tokens: z.object({
    input: Count,
    output: Count,
    reasoning: Count,
    cache: z.object({ read: Count, write: Count }),
  }),
});

/** What Maestro's plugin in opencode keeps of each message of a model: its conversation itself lies in a database. */
export const readOpencode: Reader = (record) => {
  const answer = Answer.safeParse(objectOf(record)).data;
  if (answer === undefined) return NONSENSE;
  const { input, output, reasoning, cache } = answer.tokens;
  const tokens = { input, output: output + reasoning, cacheRead: cache.read, cacheWrite: cache.write };
  return [{ id: answer.id, model: answer.model ?? 'unknown', tokens, hour: 0 }];
};
