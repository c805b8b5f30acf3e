import { z } from 'zod';
import { parseJson } from '../../contract/json.ts';
import { shownText } from '../../contract/text.ts';

/** More tokens than a message can have: a larger number is no count. */
export const MOST_TOKENS = 1_000_000_000;

/** A number of tokens in a record of an agent; one that is left out is none. */
export const Count = counted(MOST_TOKENS);

/** A number of tokens of a whole session. */
export const SessionCount = counted(1000 * MOST_TOKENS);

function counted(most: number) {
  return z
    .int()
    .min(0)
    .max(most)
    .nullish()
    .transform((count) => count ?? 0);
}

const MODEL_CHARS = 100;

/** The name of a model, as it may be shown. */
export const ModelName = z
  .string()
  .min(1)
  .transform((name) =>
    shownText(name)
      .replaceAll(/[\t\n]/g, ' ')
      .slice(0, MODEL_CHARS),
  );

/** What says that two records are of the same message. */
export const RecordId = z.string().min(1).max(200);

/** A record as an object; undefined for everything else. */
export function objectOf(record: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return z.record(z.string(), z.unknown()).safeParse(parseJson(record)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
