import { implement, ORPCError } from '@orpc/server';
import { contract } from '../contract/index.ts';
import type { Context } from './context.ts';
import { problemOf } from './errors.ts';

/** The contract, to be answered procedure by procedure. Every failure crosses as a problem of the catalog. */
export const engine = implement(contract)
  .$context<Context>()
  .use(async ({ next, context, path }) => {
    try {
      return await next();
    } catch (error) {
      throw crossing(error, context, path);
    }
  });

/** Any failure as it crosses to a client: `PROBLEM` with the catalog's problem inside. The unexpected is logged. */
function crossing(error: unknown, context: Context, path: readonly string[]): Error {
  if (error instanceof ORPCError) return error as Error;
  const problem = problemOf(error);
  if (problem.code === 'INTERNAL') context.log.error({ err: error, procedure: path.join('.') }, 'unexpected failure');
  return new ORPCError('PROBLEM', { defined: true, message: problem.sentence, data: problem });
}
