import type { Container } from '../contract/containers.ts';
import type { Engine } from '../engine/engine.ts';
import type { Output } from './output/output.ts';

/** Gives this terminal to a container's tmux until the user leaves it; answers its exit status. The agent goes on. */
export async function attach({ context }: Engine, { name, shortName }: Container, out: Output): Promise<number> {
  const { attachHere } = await import('../engine/terminals/terminals.ts');
  out.note(`Ctrl+b d leaves ${shortName} and it goes on. Ctrl+b 0 shows the agent, Ctrl+b 1 a shell.`);
  return attachHere(context, name);
}
