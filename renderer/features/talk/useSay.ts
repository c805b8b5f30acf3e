import { useState } from 'react';
import { create } from 'zustand';
import type { Container } from '../../../electron/contract/containers.ts';
import { talkOf } from './select.ts';
import { answerIt, sendIt } from './talk.ts';

/** What was begun to be said to each container's agent: it outlives a look elsewhere. */
const useDrafts = create<Readonly<Record<string, string>>>(() => ({}));

/** What is said to an agent, until it is taken. */
export interface Say {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly busy: boolean;
  /** Answers what it asks, else tells it these words. True when they were taken; then the line is empty. */
  readonly say: (words: string) => Promise<boolean>;
}

/** Speaks with a container's agent; what is typed is the same wherever it is shown. */
export function useSay(container: Container): Say {
  const { name } = container;
  const text = useDrafts((drafts) => drafts[name] ?? '');
  const setText = (next: string): void => useDrafts.setState({ [name]: next });
  const [busy, setBusy] = useState(false);
  const say = async (words: string): Promise<boolean> => {
    if (words.trim() === '' || busy) return false;
    setBusy(true);
    const isTaken = await (talkOf(container)?.asks === true ? answerIt : sendIt)(container, words);
    setBusy(false);
    if (isTaken) setText('');
    return isTaken;
  };
  return { text, setText, busy, say };
}
