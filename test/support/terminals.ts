import { randomUUID } from 'node:crypto';
import type { ContainerName } from '../../electron/contract/ids.ts';
import type { TerminalOutput, TerminalWindow } from '../../electron/contract/terminals.ts';
import { partLabels } from '../../electron/engine/containers/labels.ts';
import type { Client } from './connections.ts';
import type { TestEngine } from './docker.ts';
import { execute } from './execute.ts';
import { testImages } from './images.ts';
import { until } from './until.ts';

/** Starts the tmux that every agent container has, with a plain shell in the agent's window. */
const START_TMUX = `
export PS1='$ ' HISTFILE=
tmux -u new-session -d -s main -n agent -x 200 -y 50 'exec bash --norc'
tmux new-window -d -t main:1 -n shell 'exec bash --norc'
exec sleep infinity
`;

/** A running container of the test's user with tmux in it, and without a gateway. */
export async function tmuxContainer(engine: TestEngine, name: string): Promise<ContainerName> {
  const { docker } = engine.context;
  const container = `${engine.user.prefix}${name}` as ContainerName;
  const { agent } = await testImages();
  const owned = { role: 'agent', container, creation: randomUUID() } as const;
  const id = await docker.create({
    name: container,
    Image: agent,
    Entrypoint: ['bash', '-c', START_TMUX],
    Labels: { ...partLabels(engine.user.paths.home, owned) },
    HostConfig: { Init: true, NetworkMode: 'none' },
  });
  await docker.start(id);
  await until('tmux to start', async () => (await inContainer(container, 'tmux has-session -t =main')) === '');
  return container;
}

/** What a shell command prints inside a container. */
export async function inContainer(container: string, command: string): Promise<string> {
  const { output } = await execute(container, ['sh', '-c', command], { user: 'node' });
  return output;
}

/** Names of the tmux sessions of a container; `main` alone when nobody looks. */
export async function sessionsOf(container: string): Promise<string[]> {
  const listed = await inContainer(container, "tmux list-sessions -F '#{session_name}'");
  return listed.split('\n').filter((name) => name !== '');
}

/** A viewer that a test looks at and types into. */
export interface TestTerminal {
  readonly id: string;
  /** Everything that was printed so far. */
  text(): string;
  /** Each time that all was drawn anew, the latest last. */
  screens(): Extract<TerminalOutput, { kind: 'screen' }>[];
  /** How the stream ended: its exit, an error, or undefined while it runs. */
  ending(): unknown;
  type(text: string): Promise<void>;
  /** Waits until the output so far matches. */
  shows(pattern: RegExp | string): Promise<void>;
  close(): Promise<void>;
}

export interface TerminalOptions {
  readonly window?: TerminalWindow;
  readonly cols?: number;
  readonly rows?: number;
  /** Whether the reader says what it has drawn, as a page does. */
  readonly acknowledges?: boolean;
}

export async function openTestTerminal(
  client: Client,
  container: ContainerName,
  { window = 'agent', cols = 100, rows = 30, acknowledges = true }: TerminalOptions = {},
): Promise<TestTerminal> {
  const id = randomUUID();
  const stream = await client.terminals.output({ id, container, window, cols, rows });
  const seen = { text: '', screens: [] as ReturnType<TestTerminal['screens']>, ending: undefined as unknown };
  const read = async (): Promise<void> => {
    for await (const output of stream as AsyncIterable<TerminalOutput>) {
      if (output.kind === 'exit') seen.ending = output;
      else if (output.kind === 'screen') {
        seen.text += output.text;
        seen.screens.push(output);
      } else {
        seen.text += output.text;
        if (acknowledges) await client.terminals.acknowledge({ id, chars: output.text.length });
      }
    }
  };
  void read().catch((error: unknown) => (seen.ending = error));
  return {
    id,
    text: () => seen.text,
    screens: () => seen.screens,
    ending: () => seen.ending,
    type: (text) => client.terminals.write({ id, text }),
    shows: async (pattern) => {
      const matches = (): boolean =>
        typeof pattern === 'string' ? seen.text.includes(pattern) : pattern.test(seen.text);
      await until(`the terminal to show ${String(pattern)}`, matches);
    },
    close: async () => {
      await stream.return();
    },
  };
}
