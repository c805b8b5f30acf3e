import type { Container } from '../contract/containers.ts';
import type { Engine } from '../engine/engine.ts';
import type { Output } from './output/output.ts';

/** Gives this terminal to a container's tmux until the user leaves it; answers its exit status. The agent goes on. */
export async function attach({ context }: Engine, { name, shortName }: Container, out: Output): Promise<number> {
  const [{ attachHere }, { callOnTerminal }, { terminalCall }] = await Promise.all([
    import('../engine/terminals/terminals.ts'),
    import('../engine/attention/on-terminal.ts'),
    import('../engine/attention/terminal-rules.ts'),
  ]);
  out.note(`Ctrl+b d leaves ${shortName} and it goes on. Ctrl+b 0 shows the agent, Ctrl+b 1 a shell.`);
  const left = new AbortController();
  const calling = callOnTerminal(context, {
    shown: name,
    tell: (notice) => {
      if (process.stdout.isTTY) process.stdout.write(terminalCall(notice, process.env));
    },
    signal: left.signal,
  });
  try {
    return await attachHere(context, name);
  } finally {
    left.abort();
    await calling;
  }
}
