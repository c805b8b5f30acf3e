import type { ContainerName } from '../../electron/contract/ids.ts';
import type { Report } from '../../electron/contract/reports.ts';
import { type AgentContainer, type AgentContainerInput, startAgentContainer } from './agent-container.ts';

type Talk = AgentContainer['engine']['client']['talk'];

/** An agent at work, and a person who speaks with it through the engine. */
export interface Spoken extends AgentContainer {
  readonly name: ContainerName;
  readonly talk: Talk;
  readonly answer: (text: string) => ReturnType<Talk['answer']>;
  readonly send: (text: string) => ReturnType<Talk['send']>;
  readonly interrupt: () => ReturnType<Talk['interrupt']>;
  /** Waits until its turn ended with this text. */
  readonly ends: (text: string) => Promise<Report>;
}

/** Starts an agent to speak with. */
export async function spoken(input: AgentContainerInput): Promise<Spoken> {
  const container = await startAgentContainer(input);
  const { engine } = container;
  const name = `${engine.user.prefix}agent-1` as ContainerName;
  const { talk } = engine.client;
  return {
    ...container,
    name,
    talk,
    answer: (text) => talk.answer({ name, text }),
    send: (text) => talk.send({ name, text }),
    interrupt: () => talk.interrupt({ name }),
    ends: (text) => container.reported(`the end of the turn: ${text}`, ({ attention }) => attention?.text === text),
  };
}
