import { z } from 'zod';
import { Count, ModelName, objectOf } from './record.ts';
import { NONSENSE, type Reader } from './spent.ts';

const Session = z.object({
  model: ModelName.nullish(),
  tokenUsage: z
    .object({
      inputTokens: Count,
      outputTokens: Count,
      cacheCreationTokens: Count,
      cacheReadTokens: Count,
      thinkingTokens: Count,
    })
    .optional(),
});

/** What Droid keeps beside each conversation: all that it has used until then, on the model that it was on last. */
export const readDroid: Reader = (record) => {
  const session = Session.safeParse(objectOf(record)).data;
  if (session === undefined) return NONSENSE;
  if (session.tokenUsage === undefined) return [];
  const { inputTokens, outputTokens, thinkingTokens, cacheReadTokens, cacheCreationTokens } = session.tokenUsage;
  const tokens = {
    input: inputTokens,
    output: outputTokens + thinkingTokens,
    cacheRead: cacheReadTokens,
    cacheWrite: cacheCreationTokens,
  };
  return [{ id: null, model: session.model ?? 'unknown', tokens, hour: 0 }];
};
