import type { z } from 'zod';
import { CATALOG, type ErrorCode, type Problem } from '../contract/errors.ts';
import { refusalOf } from '../contract/flaws.ts';

interface Details {
  readonly hints?: readonly string[];
  /** Command and output, for the folded part: never a secret. */
  readonly detail?: string;
  /** The file or folder that failed, for those who act on it. */
  readonly path?: string;
  readonly cause?: unknown;
}

/** The only error that leaves the engine: a catalog code, a sentence for a person, and next steps. */
export class MaestroError extends Error {
  readonly problem: Problem;
  /** The file or folder that failed, where one did. It stays in this process; the sentence names it too. */
  readonly path: string | undefined;

  constructor(problem: Problem, { cause, path }: Pick<Details, 'cause' | 'path'> = {}) {
    super(problem.sentence, { cause });
    this.path = path;
    this.name = 'MaestroError';
    this.problem = problem;
  }
}

/** Makes the error to throw where a failure is known: `throw fail('CONTAINER_NOT_FOUND', 'No container is named x.')`. */
export function fail(code: ErrorCode, sentence: string, details: Details = {}): MaestroError {
  const hints = details.hints ?? CATALOG[code].hints;
  return new MaestroError({ code, sentence, hints: [...hints], detail: details.detail ?? null }, details);
}

/**
 * What was asked of an operation, within the limits that the contract sets for every face. INPUT_INVALID names the field.
 */
export function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw fail('INPUT_INVALID', refusalOf(result.error.issues));
}

/** The problem inside any thrown value; what nobody translated becomes INTERNAL. */
export function problemOf(error: unknown): Problem {
  if (error instanceof MaestroError) return error.problem;
  const sentence = error instanceof Error ? error.message : String(error);
  return fail('INTERNAL', sentence).problem;
}

/** Whether a thrown value carries this catalog code. */
export function isProblem(error: unknown, code: ErrorCode): boolean {
  return error instanceof MaestroError && error.problem.code === code;
}
