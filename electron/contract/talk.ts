import { z } from 'zod';
import { ContainerName, Instant } from './ids.ts';
import { procedure } from './procedure.ts';
import { withVisibleControls } from './text.ts';

/** What is said to an agent: long enough for a page of code, short enough to be typed. */
const MESSAGE_MAX_CHARS = 200_000;

export const Words = z
  .string()
  .max(MESSAGE_MAX_CHARS)
  .refine((text) => text.trim() !== '', 'Say something.')
  .refine((text) => !text.includes('\0'), 'It holds a NUL character, which no program can receive.')
  .transform(withVisibleControls);

/** A message that waits until its agent can take it. */
export const Message = z.object({ id: z.string().regex(/^\d{1,30}$/), text: z.string() });
export type Message = z.infer<typeof Message>;

/** What an agent's open dialog asks. */
export const Asked = z.object({ question: z.string().max(2000), choices: z.array(z.string().max(500)).max(9) });
export type Asked = z.infer<typeof Asked>;

/**
 * What came of an answer. `choice`: what was chosen, or the words that were given; `next`: what the agent asks now, in a
 * row of questions. `sent`: no dialog was open, so that it went to the agent as a message.
 */
export const Answered = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), question: z.string(), choice: z.string(), next: Asked.nullable() }),
  z.object({ kind: z.literal('sent'), waiting: z.array(Message) }),
]);
export type Answered = z.infer<typeof Answered>;

const Named = z.object({ name: ContainerName });

export const talk = {
  /**
   * Says something to an agent: it is typed and submitted when the agent can take it, one message after the other. Answers
   * what waits, this one included. What waits outlives its container's stop.
   */
  send: procedure.input(Named.extend({ text: Words })).output(z.array(Message)),
  messages: procedure.input(Named).output(z.array(Message)),
  /** Takes back a message that was not given yet. */
  withdraw: procedure.input(Named.extend({ id: Message.shape.id })).output(z.array(Message)),
  /**
   * Answers what an agent's dialog asks: by the number of a choice, by several (`1,2`) where several may be chosen, by its
   * words or their beginning, or in own words where the dialog takes them. `at` is when the question came that the person saw.
   */
  answer: procedure.input(Named.extend({ text: Words, at: Instant.optional() })).output(Answered),
  /** Stops what an agent is doing, as its own key does. Nothing that it has done is undone. */
  interrupt: procedure.input(Named).output(z.void()),
};
