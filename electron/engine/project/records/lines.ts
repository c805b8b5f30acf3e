import type { z } from 'zod';
import { parseJson } from '../../../contract/json.ts';
import { firstFlaw, flawSentence } from '../../../contract/flaws.ts';
import type { Project } from './project.ts';
import { damaged, readText } from '../../disk/read.ts';
import { reportDamage, writeText } from './records.ts';

/** A JSONL file line by line: what fits, and the lines as they are. Damaged lines are reported and kept. */
export function readLines<Schema extends z.ZodType>(
  project: Project,
  path: string,
  schema: Schema,
): { text: string; value: z.infer<Schema> | undefined }[] {
  const lines = (readText(path) ?? '').split('\n').filter((line) => line.trim() !== '');
  return lines.map((text, index) => {
    const flaw = { value: undefined as z.infer<Schema> | undefined };
    try {
      const document: unknown = parseJson(text);
      const parsed = schema.safeParse(document);
      if (parsed.success) return { text, value: parsed.data };
      reportDamage(
        project,
        path,
        damaged(path, `Line ${index + 1}: ${flawSentence(firstFlaw(parsed.error, document))}`),
      );
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      reportDamage(project, path, damaged(path, `Line ${index + 1} is not JSON: ${error.message}.`));
    }
    return { text, ...flaw };
  });
}

/** Replaces a JSONL file as a whole; each line gets its end. */
export async function writeLines(project: Project, path: string, lines: readonly string[]): Promise<void> {
  await writeText(project, path, lines.map((line) => `${line}\n`).join(''));
}
