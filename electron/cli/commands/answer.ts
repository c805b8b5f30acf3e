import type { Answered, Asked } from '../../contract/talk.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import { plain } from '../output/text.ts';

/** Answers what an agent's dialog asks; says what was chosen, and what it asks next. */
export async function run(call: Call): Promise<undefined> {
  const [wanted, ...words] = call.args;
  if (wanted === undefined || words.length === 0)
    throw new UsageError('"maestro answer" takes a container and an answer.', 'maestro answer NAME 1');
  const answered = await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    return engine.client.talk.answer({ name, text: words.join(' ') });
  });
  call.out.result(answered, () => answeredText(answered, wanted));
}

function answeredText(answered: Answered, name: string): string {
  if (answered.kind === 'sent') return `No dialog is open: it was sent to ${name} as a message.`;
  const { question, choice, next } = answered;
  const said = `Answered “${plain(question)}” with “${plain(choice)}”.`;
  return next === null ? said : [said, ...askedLines(next)].join('\n');
}

function askedLines({ question, choices }: Asked): string[] {
  return [`It asks now: ${plain(question)}`, ...choices.map((choice, index) => `  ${index + 1}) ${plain(choice)}`)];
}
