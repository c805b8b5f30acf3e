import type { Message } from '../../electron/contract/talk.ts';
import type { State } from '../../electron/engine/state.ts';
import type { demoContract } from './demo.ts';

/** Agents that keep what they are told waiting, and that are content with any answer. */
export function demoTalk(state: State, demo: ReturnType<typeof demoContract>) {
  const waiting = new Map<string, Message[]>();
  const keep = (name: string, messages: Message[]): Message[] => {
    waiting.set(name, messages);
    state.change({ containers: { [name]: { ...state.snapshot.containers[name]!, messages: messages.length } } });
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
      const asking = state.snapshot.containers[name]!;
      state.change({ containers: { [name]: { ...asking, state: 'running', attention: null } } });
      return { kind: 'answered' as const, question: asking.attention?.text ?? '', choice: text, next: null };
    }),
    interrupt: demo.talk.interrupt.handler(() => undefined),
  };
}
