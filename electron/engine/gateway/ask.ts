import { z } from 'zod';
import { readReport } from '../../contract/reports.ts';
import type { Context } from '../context.ts';
import { runInside } from '../docker/run-inside.ts';
import { fail } from '../errors.ts';
import type { Target } from './target.ts';

const PROGRAM = '/usr/local/lib/maestro/explain';

/** What `explain` in the gateway prints. */
const Decision = z.object({
  verdict: z.enum(['allowed', 'refused']),
  rule: z.string(),
  addresses: z.array(
    z.object({
      address: z.ipv4(),
      /** The set of the rules that keeps everyone from it; empty where none does. */
      in: z.enum(['', 'special4', 'never4', 'private4']),
    }),
  ),
});
export type Decision = z.infer<typeof Decision>;

/** Asks a running gateway what it would do with a request, or with a connection. NOT_SUPPORTED by one of an earlier version; GATEWAY_FAILED. */
export async function askGateway(
  context: Pick<Context, 'docker' | 'closing'>,
  dockerId: string,
  { protocol, host, port, path, query, method }: Target & { method: string },
): Promise<Decision> {
  const command = [PROGRAM, protocol, host, String(port), method, path, query];
  const said = await runInside(context, { id: dockerId, command, user: '0' });
  const decision = readReport(Decision, said.trim());
  if (decision !== undefined) return decision;
  if (/no such file/i.test(said))
    throw fail('NOT_SUPPORTED', 'The gateway of this container is of an earlier version, which cannot be asked.', {
      hints: ['A new container has one that can: maestro new.'],
    });
  throw fail('GATEWAY_FAILED', 'The gateway did not say what it would do.', { detail: said.slice(0, 4000) });
}
