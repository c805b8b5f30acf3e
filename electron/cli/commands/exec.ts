import { type Call, UsageError } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import { onTerminal } from '../prompt.ts';

/** Runs a command in a container’s workspace, as the agent’s user, on this terminal or these pipes; answers its exit status. */
export async function run({ args: [word = ''], rest }: Call): Promise<number> {
  if (rest.length === 0)
    throw new UsageError('"maestro exec" needs a command after --.', 'maestro exec NAME -- git status');
  return withEngine(async (engine) => {
    const { executeHere } = await import('../../engine/terminals/executing.ts');
    const container = await containerNamed(engine, word);
    return executeHere(engine.context, { container, command: rest, terminal: onTerminal() });
  });
}
