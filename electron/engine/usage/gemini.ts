import { z } from 'zod';
import { Count, ModelName, objectOf, RecordId } from './record.ts';
import { NONSENSE, type Reader, type Spent } from './spent.ts';

const Answer = z.object({
  id: RecordId,
  model: ModelName.nullish(),
  tokens: z.object({ input: Count, output: Count, cached: Count, thoughts: Count, tool: Count }),
});

/** Gemini CLI’s records: a message, some that are set anew, or all of a session in a file of an earlier version. */
export const readGemini: Reader = (record) => {
  const found = objectOf(record);
  if (found === undefined) return NONSENSE;
  const whole = [found['messages'], z.object({ messages: z.unknown() }).safeParse(found['$set']).data?.messages];
  const messages = whole.flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  return [found, ...messages].filter(isAnswer).map(spentBy);
};

function isAnswer(message: unknown): boolean {
  const { type, tokens } = (message ?? {}) as { type?: unknown; tokens?: unknown };
  return type === 'gemini' && tokens !== undefined && tokens !== null;
}

function spentBy(message: unknown): Spent | null {
  const answer = Answer.safeParse(message).data;
  if (answer === undefined) return null;
  const { input, output, cached, thoughts, tool } = answer.tokens;
  if (cached > input) return null;
  const tokens = { input: input - cached + tool, output: output + thoughts, cacheRead: cached, cacheWrite: 0 };
  return { id: answer.id, model: answer.model ?? 'unknown', tokens, hour: 0 };
}
