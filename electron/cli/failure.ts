import type { Problem } from '../contract/errors.ts';
import { UsageError } from './arguments/command.ts';
import type { Output } from './output/output.ts';

/** Tells the user what failed and answers the exit status: 2 for wrong usage of a container command, else 1. */
export async function reportFailure(error: unknown, out: Output): Promise<number> {
  if (error instanceof UsageError) {
    out.fail({ code: 'INPUT_INVALID', sentence: error.message, hints: [error.hint], detail: null });
    return error.status;
  }
  out.fail(await problemIn(error));
  return 1;
}

/** The catalog's problem behind any thrown value, also when it crossed the contract. */
export async function problemIn(error: unknown): Promise<Problem> {
  const inside = (error as { data?: unknown } | null)?.data;
  if (isProblem(inside)) return inside;
  const refused = await refusedInput(inside);
  const { fail, problemOf } = await import('../engine/errors.ts');
  // What Node says of `process.cwd()`.
  if ((error as { syscall?: unknown } | null)?.syscall === 'uv_cwd')
    return fail('PROJECT_NOT_FOLDER', 'The folder that this was started in is gone.', {
      hints: ['Go to a folder that is there, and try again.'],
    }).problem;
  return refused === undefined ? problemOf(error) : fail('INPUT_INVALID', refused).problem;
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'sentence' in value && 'hints' in value;
}

/** What the contract's schema refused. */
async function refusedInput(value: unknown): Promise<string | undefined> {
  const issues = (value as { issues?: { path?: unknown[]; message?: string }[] } | undefined)?.issues;
  return issues === undefined ? undefined : (await import('../contract/flaws.ts')).refusalOf(issues);
}
