import type { Message } from '../contract/talk.ts';
import type { State } from '../engine/state.ts';
import type { Answering } from './answering.ts';
import { changeContainer, knownContainer } from './known.ts';

/** Agents that keep what they are told waiting, and that are content with any answer. */
export function demoTalk(state: State, demo: Answering) {
  const waiting = new Map<string, Message[]>();
  const keep = (name: string, messages: Message[]): Message[] => {
    waiting.set(name, messages);
    changeContainer(state, name, { messages: messages.length });
    return messages;
  };
  const of = (name: string): Message[] => waiting.get(name) ?? [];
  return {
    send: demo.talk.send.handler(({ input: { name, text } }) =>
      keep(name, [...of(name), { id: `${of(name).length}`, text }]),
    ),
    messages: demo.talk.messages.handler(({ input }) => of(input.name)),
    withdraw: demo.talk.withdraw.handler(({ input: { name, id } }) =>
      keep(
        name,
        of(name).filter((one) => one.id !== id),
      ),
    ),
    answer: demo.talk.answer.handler(({ input: { name, text } }) => {
      const asking = knownContainer(state, name);
      changeContainer(state, name, { state: 'running', evidence: 'You answered it', attention: null });
      return { kind: 'answered' as const, question: asking.attention?.text ?? '', choice: text, next: null };
    }),
    interrupt: demo.talk.interrupt.handler(() => undefined),
  };
}
