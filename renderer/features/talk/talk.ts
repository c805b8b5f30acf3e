import type { Container } from '../../../electron/contract/containers.ts';
import type { Answered, Message } from '../../../electron/contract/talk.ts';
import { orSayWhy, wayBack, write } from '../../client/write.ts';

const SHOWN_IN_LIST = () => ({ shown: 'the list of what waits, each with a way to take it back' });

type Spoken = Pick<Container, 'name' | 'shortName' | 'attention'>;

/** Answers what an agent asks, and says what was chosen. True when it was taken. */
export async function answerIt({ name, shortName, attention }: Spoken, text: string): Promise<boolean> {
  const at = attention === null ? {} : { at: attention.at };
  return orSayWhy(
    await write(
      (writer) => writer.talk.answer({ name, text, ...at }),
      (answered) => ({ text: answeredText(answered, shortName), final: 'An answer cannot be taken back.' }),
    ),
  );
}

/** Tells an agent something. True when it is on its way: until it is given it stands in the list of what waits. */
export async function sendIt({ name }: Spoken, text: string): Promise<boolean> {
  return orSayWhy(await write((writer) => writer.talk.send({ name, text }), SHOWN_IN_LIST));
}

/** Stops what an agent is doing. */
export async function interruptIt({ name, shortName }: Spoken): Promise<void> {
  orSayWhy(
    await write(
      (writer) => writer.talk.interrupt({ name }),
      () => ({ text: `Interrupted ${shortName}.`, final: 'Tell it how to go on.' }),
    ),
  );
}

/** Takes a message back that its agent does not have yet. */
export async function takeBack(name: Container['name'], { id, text }: Message): Promise<void> {
  orSayWhy(
    await write(
      (writer) => writer.talk.withdraw({ name, id }),
      () => ({
        text: 'Taken back before the agent had it.',
        undo: wayBack(
          (writer) => writer.talk.send({ name, text }),
          () => ({ text: 'It waits for the agent again.' }),
        ),
      }),
    ),
  );
}

function answeredText(answered: Answered, name: string): string {
  if (answered.kind === 'sent') return `Sent to ${name}.`;
  const { choice, next } = answered;
  return next === null ? `Answered ${name}: ${choice}` : `Answered ${name}: ${choice}. It asks: ${next.question}`;
}
