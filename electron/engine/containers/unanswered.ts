import { join } from 'node:path';
import { z } from 'zod';
import type { AgentKind } from '../../contract/agents.ts';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { readCache } from '../disk/read.ts';
import { problemOf } from '../errors.ts';

const Unanswered = z.record(z.string(), z.iso.datetime());

/** When an agent was last asked and did not answer in time; undefined where it has answered since. */
export function lastUnanswered(context: Context, agent: AgentKind): Date | undefined {
  const at = readCache(fileOf(context), Unanswered)?.[agent];
  return at === undefined ? undefined : new Date(at);
}

/** Remembers for all processes of this user whether an agent has answered. Where that cannot be written, it is asked again. */
export async function keepAnswered(context: Context, agent: AgentKind, answered: boolean): Promise<void> {
  const { [agent]: was, ...others } = readCache(fileOf(context), Unanswered) ?? {};
  if (answered && was === undefined) return;
  const now = answered ? others : { ...others, [agent]: context.now().toISOString() };
  await writeAtomic(fileOf(context), JSON.stringify(now)).catch((error: unknown) => {
    context.log.warn({ agent, problem: problemOf(error) }, 'who did not answer cannot be written down');
  });
}

function fileOf({ paths }: Context): string {
  return join(paths.cache, 'unanswered.json');
}
