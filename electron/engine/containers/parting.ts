import type { Context } from '../context.ts';
import type { ContainerDetails } from '../docker/port.ts';
import { isProblem } from '../errors.ts';
import type { Member } from './fleet.ts';

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

/** What the agent of a member needs, from Docker itself. Undefined when one of the two went away meanwhile. */
export async function lookAtBoth(
  context: Context,
  { row, gateway }: Pick<Member, 'row' | 'gateway'>,
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
