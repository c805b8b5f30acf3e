import type { Container } from '../../../electron/contract/containers.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import { type Answer, ask } from '../../client/ask.ts';
import { tell, type Told } from '../../client/told.ts';
import { type Change, reverseOf } from './change-select.ts';

/** Changes a container and says so, with the way back; answers why it could not. What was changed before that stays. */
export async function changeContainer(container: Container, change: Change): Promise<Problem | null> {
  const answer = await apply(container, change);
  if (!answer.ok) return answer.problem;
  const before = reverseOf(container, change);
  const run = async (): Promise<Answer<Told>> => {
    const undone = await apply(container, before);
    return undone.ok ? { ok: true, value: { text: `${container.shortName} is as it was.` } } : undone;
  };
  tell({ text: `Changed ${change.name ?? container.shortName}.`, undo: { word: 'Undo', run } });
  return null;
}

/** The limits first: what Docker may refuse comes before what only we know. */
async function apply({ name }: Container, { name: to, nick, limits }: Change): Promise<Answer<unknown>> {
  return ask(async ({ containers }) => {
    if (limits !== undefined) await containers.update({ name, limits });
    if (nick !== undefined) await containers.nick({ name, nick });
    if (to !== undefined) await containers.rename({ name, to });
  });
}
