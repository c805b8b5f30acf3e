import { setTimeout as delay } from 'node:timers/promises';
import type { ContainerName } from '../../contract/ids.ts';
import type { Notice } from '../../contract/notices.ts';
import { readConfig } from '../config/config.ts';
import { listContainers } from '../containers/list.ts';
import type { Context } from '../context.ts';
import { problemOf } from '../errors.ts';
import { toldBefore } from './calling.ts';
import { episodesOf } from './episodes-rules.ts';
import { decideNotice, type NoticeMemory } from './notices-rules.ts';

interface Calls {
  /** What the person looks at: nobody is called to that. */
  readonly shown: ContainerName;
  readonly tell: (notice: Notice) => void;
  readonly signal: AbortSignal;
}

/** Nothing that a person is called for is over sooner, and a look takes Docker its time. */
const LOOK_MS = 10_000;

/**
 * Calls a person on the terminal that shows them one container, for what another wants, by the same rules as everywhere.
 * What was told of before is not told here, and what is told here is not kept: the desktop is another place.
 */
export async function callOnTerminal(context: Context, { shown, tell, signal }: Calls): Promise<void> {
  let memory = toldBefore(context);
  while (!signal.aborted) {
    try {
      memory = await look(context, { shown, tell, memory });
    } catch (error) {
      context.log.warn({ problem: problemOf(error) }, 'could not look who wants somebody');
    }
    await delay(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function look(
  context: Context,
  { shown, tell, memory }: Pick<Calls, 'shown' | 'tell'> & { readonly memory: NoticeMemory },
): Promise<NoticeMemory> {
  const wishes = readConfig(context).daemon.notifications;
  if (!wishes.enabled || !wishes.terminal) return memory;
  const episodes = episodesOf(await listContainers(context), context.now());
  const decided = decideNotice(memory, { episodes, focused: shown, wishes, now: context.now() });
  if (decided.notice !== null) tell(decided.notice);
  return decided.memory;
}
