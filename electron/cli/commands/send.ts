import { z } from 'zod';
import type { ContainerName } from '../../contract/ids.ts';
import type { Message } from '../../contract/talk.ts';
import type { Engine } from '../../engine/engine.ts';
import { fail } from '../../engine/errors.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import { plain } from '../output/text.ts';
import { givenText } from '../prompt.ts';

const Flags = z.object({
  file: z.string().min(1, 'Give a path.').optional(),
  list: z.boolean().default(false),
  withdraw: z.coerce.number('Give its number in the list.').int().positive('Give its number in the list.').optional(),
});
type Flags = z.output<typeof Flags>;

/** Tells an agent something, shows what waits for it, or takes one of that back. */
export async function run(call: Call): Promise<undefined> {
  const flags = readFlags(Flags, call);
  const [wanted, ...words] = call.args;
  if (wanted === undefined) throw usage();
  const text = await messageText(flags, words);
  const waiting = await withEngine(async (engine) =>
    act(engine, { name: await containerNamed(engine, wanted), flags, text }),
  );
  call.out.result(waiting, () => waitingText(waiting, text !== undefined));
}

interface Wish {
  readonly name: ContainerName;
  readonly flags: Flags;
  readonly text: string | undefined;
}

async function act({ client }: Engine, { name, flags, text }: Wish): Promise<Message[]> {
  if (text !== undefined) return client.talk.send({ name, text });
  const waiting = await client.talk.messages({ name });
  if (flags.withdraw === undefined) return waiting;
  const chosen = waiting[flags.withdraw - 1];
  if (chosen === undefined) throw fail('INPUT_INVALID', `${waiting.length} messages wait, so there is no such one.`);
  return client.talk.withdraw({ name, id: chosen.id });
}

/** What is to be said; undefined where the call only asks for what waits. */
async function messageText({ file, list, withdraw }: Flags, words: readonly string[]): Promise<string | undefined> {
  const ways = [file !== undefined, list, withdraw !== undefined, words.length > 0].filter(Boolean).length;
  if (ways > 1) throw usage();
  if (list || withdraw !== undefined) return undefined;
  return givenText({ file, words, invitation: 'What is it told? End with Ctrl-D on a line of its own.' });
}

function waitingText(waiting: readonly Message[], isSent: boolean): string {
  const lines = waiting.map(({ text }, index) => `  ${index + 1}) ${plain(text.split('\n')[0] ?? '')}`);
  if (waiting.length === 0) return isSent ? 'It was given to the agent.' : 'Nothing waits.';
  return [isSent ? 'It is given as soon as the agent can take it. What waits:' : 'What waits:', ...lines].join('\n');
}

function usage(): UsageError {
  return new UsageError('"maestro send" takes a container and what to tell its agent.', 'maestro send NAME "go on"');
}
