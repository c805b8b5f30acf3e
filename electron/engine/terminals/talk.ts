import { z } from 'zod';
import { parseJson } from '../../contract/json.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { ContainerName } from '../../contract/ids.ts';
import { type Answered, Asked, Message } from '../../contract/talk.ts';
import type { Context } from '../context.ts';
import { runInside } from '../docker/run-inside.ts';
import { fail } from '../errors.ts';
import { AGENT_USER, ownRunning } from './reach.ts';

const PROGRAM = '/usr/local/lib/maestro/talk';

/** What the container's own program answers; its words are shown and never acted upon. */
const Said = z.object({
  ok: z.boolean(),
  why: z.string().nullish(),
  messages: z.array(Message).default([]),
  /** No dialog was open: it was put into the queue. */
  sent: z.boolean().default(false),
  question: z.string().default(''),
  choices: z.array(z.string()).default([]),
  choice: z.string().default(''),
  next: Asked.nullish(),
});
type Said = z.infer<typeof Said>;

interface Named {
  readonly name: ContainerName;
}

/**
 * Puts a message into the agent's queue, and answers what waits there. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS,
 * CONTAINER_NOT_RUNNING, TALK_FAILED.
 */
export async function sendMessage(context: Context, { name, text }: Named & { text: string }): Promise<Message[]> {
  return (await say(context, name, { do: 'send', text })).messages;
}

/** What waits for the agent, the oldest first. Fails as `sendMessage` does. */
export async function listMessages(context: Context, { name }: Named): Promise<Message[]> {
  return (await say(context, name, { do: 'messages' })).messages;
}

/** Takes a message back; MESSAGE_GIVEN when the agent has it already. Fails as `sendMessage` does too. */
export async function withdrawMessage(context: Context, { name, id }: Named & { id: string }): Promise<Message[]> {
  const said = await say(context, name, { do: 'withdraw', id });
  if (said.ok) return said.messages;
  throw fail('MESSAGE_GIVEN', `The agent of ${name} has this message already.`);
}

/**
 * Answers the open dialog of an agent; where none is open and the agent waits, its words go to it as a message.
 * NOTHING_ASKED, ANSWER_UNKNOWN, QUESTION_CHANGED, AGENT_ENDED; fails as `sendMessage` does too.
 */
export async function answerAgent(
  context: Context,
  { name, text, at }: Named & { text: string; at?: string | undefined },
): Promise<Answered> {
  const said = await say(context, name, { do: 'answer', text, ...(at === undefined ? {} : { at }) });
  const { question, choice, next = null } = said;
  if (!said.ok) throw refusal(name, said);
  if (said.sent) return { kind: 'sent', waiting: said.messages };
  return { kind: 'answered', question, choice, next };
}

/** Presses the key that stops an agent's work. AGENT_ENDED; TALK_FAILED when it goes on all the same. */
export async function interruptAgent(context: Context, { name }: Named): Promise<void> {
  const said = await say(context, name, { do: 'interrupt' });
  if (!said.ok) throw refusal(name, said);
}

/** What a refusal is called, and its sentence. */
const REFUSALS: Readonly<Record<string, readonly [ErrorCode, (name: string, question: string) => string]>> = {
  'no-agent': ['AGENT_ENDED', (name) => `The agent of ${name} has ended.`],
  'nothing-asked': ['NOTHING_ASKED', (name) => `The agent of ${name} asks nothing at the moment.`],
  'other-question': ['QUESTION_CHANGED', (name) => `The agent of ${name} asks something else, and was not answered.`],
  'no-choice': ['ANSWER_UNKNOWN', (_, question) => `“${question}” has no such choice.`],
};

function refusal(name: string, { why, question, choices }: Said): Error {
  const [code, sentence] = REFUSALS[why ?? ''] ?? ['TALK_FAILED', () => `The agent of ${name} does not react to it.`];
  const hints = choices.map((choice, index) => `${index + 1}) ${choice}`);
  return fail(code, sentence(name, question), hints.length === 0 ? {} : { hints });
}

/** One line to the container's program, and its line back. */
async function say(context: Context, name: ContainerName, words: Readonly<Record<string, unknown>>): Promise<Said> {
  const id = await ownRunning(context, name);
  const input = `${JSON.stringify(words)}\n`;
  const output = await runInside(context, { id, command: [PROGRAM], user: AGENT_USER, input });
  const said = Said.safeParse(jsonLine(output));
  if (said.success) return said.data;
  throw fail('TALK_FAILED', `${name} did not take it.`, { detail: output.slice(-2000) });
}

function jsonLine(output: string): unknown {
  try {
    return parseJson(output.trim().split('\n').at(-1) ?? '');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
