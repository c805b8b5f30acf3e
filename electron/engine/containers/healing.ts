import type { Context } from '../context.ts';
import type { ContainerDetails } from '../docker/port.ts';
import { isProblem } from '../errors.ts';
import { proveGateway } from '../gateway/gateway.ts';
import type { Member } from './fleet.ts';
import { STOP_GRACE_SECONDS, withContainerLock } from './lifecycle.ts';

type RunState = Pick<ContainerDetails['State'], 'Running' | 'StartedAt' | 'Error'>;

/**
 * What an agent needs after its gateway came up (pure). Docker starts both after its own restart, in any order: an agent
 * that was first could not join the gateway's network and stays down, and one that kept running while the gateway was
 * restarted sits in a network that is gone. An agent that a user stopped has no such error, and stays stopped.
 */
export function remedy(agent: RunState, gateway: RunState): 'none' | 'start' | 'restart' {
  if (!gateway.Running) return 'none';
  if (agent.Running) return isEarlier(agent.StartedAt, gateway.StartedAt) ? 'restart' : 'none';
  return /cannot join network|joining network namespace/i.test(agent.Error) ? 'start' : 'none';
}

/** Brings an agent back after its gateway, once that has proven its rules. Answers why Docker could not start it, if so. */
export async function heal(context: Context, member: Member, signal: AbortSignal): Promise<string | null> {
  const { gateway, row, birth } = member;
  if (gateway === null) return null;
  const seen = await look(context, member);
  if (seen === undefined || seen.remedy === 'none') return seen?.startError ?? null;
  return withContainerLock(context, birth.name, async () => {
    const now = await look(context, member);
    if (now === undefined || now.remedy === 'none') return now?.startError ?? null;
    context.log.info({ container: birth.name, remedy: now.remedy }, 'its gateway came up after it');
    await proveGateway(context, gateway.Id, signal);
    if (now.remedy === 'start') await context.docker.start(row.Id);
    else await context.docker.restart(row.Id, { graceSeconds: STOP_GRACE_SECONDS });
    return null;
  });
}

/** Undefined when one of the two went away meanwhile. */
async function look(
  context: Context,
  { row, gateway }: Member,
): Promise<{ remedy: ReturnType<typeof remedy>; startError: string | null } | undefined> {
  try {
    const [agent, guard] = await Promise.all([
      context.docker.inspect(row.Id),
      context.docker.inspect(gateway?.Id ?? row.Id),
    ]);
    const startError = agent.State.Running || agent.State.Error === '' ? null : agent.State.Error;
    return { remedy: remedy(agent.State, guard.State), startError };
  } catch (error) {
    if (isProblem(error, 'CONTAINER_NOT_FOUND')) return undefined;
    throw error;
  }
}

/** Docker's moments have nine digits after the second, which a Date would cut; as text they compare whole. */
function isEarlier(a: string, b: string): boolean {
  const whole = (moment: string): string => {
    const [second = '', fraction = ''] = moment.replace('Z', '').split('.');
    return `${second}.${fraction.padEnd(9, '0')}`;
  };
  return whole(a) < whole(b);
}
