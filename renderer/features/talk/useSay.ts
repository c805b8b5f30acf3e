import { useState } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { useDraft } from '../../client/drafts.ts';
import { talkOf } from './select.ts';
import { answerIt, sendIt } from './talk.ts';

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
  const [text, setText] = useDraft(`say ${name}`);
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
