import { create } from 'zustand';
import type { Container } from '../../../electron/contract/containers.ts';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import { answerIt } from './talk.ts';

/** Containers whose answer is on its way. */
export const useAnswering = create<{ readonly names: ReadonlySet<ContainerName> }>(() => ({ names: new Set() }));

/** Answers an agent with one of its choices; once, however often the key is pressed. */
export async function choose(container: Container, number: number): Promise<void> {
  const { name } = container;
  if (useAnswering.getState().names.has(name)) return;
  useAnswering.setState(({ names }) => ({ names: new Set([...names, name]) }));
  await answerIt(container, String(number));
  useAnswering.setState(({ names }) => ({ names: new Set([...names].filter((other) => other !== name)) }));
}
