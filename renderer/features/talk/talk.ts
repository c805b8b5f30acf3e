import type { Container } from '../../../electron/contract/containers.ts';
import type { Answered, Message } from '../../../electron/contract/talk.ts';
import { ask } from '../../client/ask.ts';
import { tell, tellFailure } from '../../client/told.ts';

type Spoken = Pick<Container, 'name' | 'shortName' | 'attention'>;

/** Answers what an agent asks, and says what was chosen. True when it was taken. */
export async function answerIt({ name, shortName, attention }: Spoken, text: string): Promise<boolean> {
  const at = attention === null ? {} : { at: attention.at };
  const answer = await ask((client) => client.talk.answer({ name, text, ...at }));
  if (answer.ok) tell({ text: answeredText(answer.value, shortName), final: 'An answer cannot be taken back.' });
  else tellFailure([answer.problem.sentence, ...answer.problem.hints].join(' '));
  return answer.ok;
}

/** Tells an agent something. True when it is on its way: until it is given it stands in the list of what waits. */
export async function sendIt({ name }: Spoken, text: string): Promise<boolean> {
  const answer = await ask((client) => client.talk.send({ name, text }));
  if (!answer.ok) tellFailure([answer.problem.sentence, ...answer.problem.hints].join(' '));
  return answer.ok;
}

/** Stops what an agent is doing. */
export async function interruptIt({ name, shortName }: Spoken): Promise<void> {
  const answer = await ask((client) => client.talk.interrupt({ name }));
  if (answer.ok) tell({ text: `Interrupted ${shortName}.`, final: 'Tell it how to go on.' });
  else tellFailure([answer.problem.sentence, ...answer.problem.hints].join(' '));
}

/** Takes a message back that its agent does not have yet. */
export async function takeBack(name: Container['name'], { id }: Message): Promise<void> {
  const answer = await ask((client) => client.talk.withdraw({ name, id }));
  if (!answer.ok) tellFailure(answer.problem.sentence);
}

function answeredText(answered: Answered, name: string): string {
  if (answered.kind === 'sent') return `Sent to ${name}.`;
  const { choice, next } = answered;
  return next === null ? `Answered ${name}: ${choice}` : `Answered ${name}: ${choice}. It asks: ${next.question}`;
}
