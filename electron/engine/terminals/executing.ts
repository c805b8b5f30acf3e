import { randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { runHere } from '../run.ts';
import { AGENT_USER, ownRunning } from './reach.ts';
import { programOnStreams } from './view.ts';

/**
 * Ends a program, with all that it began, when the input of this script ends without a word: whoever ran it died, and
 * ending `docker exec` does not end the program in the container. They are known by a mark in their environment.
 */
const GUARD = `
PATH=/usr/bin:/bin
read -r _ && exit
for signal in TERM 0 0 0 0 KILL; do
  for folder in /proc/[0-9]*; do
    grep -qszxF "$1" "$folder/environ" && kill -s "$signal" "\${folder#/proc/}" && sent=true
  done
  \${sent:-false} || exit 0
  sent=false
  sleep 1
done
`;

/**
 * Runs a program in a container’s workspace, as the agent’s user, on this process’s own streams, and answers its exit
 * code. It ends with this process at the latest. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, CONTAINER_NOT_RUNNING,
 * TERMINAL_FAILED.
 */
export async function executeHere(
  context: Context,
  { container, command, terminal }: { container: string; command: readonly string[]; terminal: boolean },
): Promise<number> {
  const id = await ownRunning(context, container);
  const mark = `MAESTRO_EXEC=${randomBytes(8).toString('hex')}`;
  const { program, args, env } = await programOnStreams(context, { id, command, mark, terminal });
  const guard = await context.docker.hold(id, ['/bin/sh', '-c', GUARD, 'sh', mark], { user: AGENT_USER });
  try {
    const { code } = await runHere(program, args, env);
    if (code !== null) guard.write('ended\n');
    return code ?? 1;
  } finally {
    guard.release();
  }
}
