import type { Container } from '../../../electron/contract/containers.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { Writer } from '../../client/link.ts';
import { wayBack, write } from '../../client/write.ts';
import { type Change, reverseOf } from './change-select.ts';

/** Changes a container and says so, with the way back; answers why it could not. What was changed before that stays. */
export async function changeContainer(container: Container, change: Change): Promise<Problem | null> {
  const before = apply(container, reverseOf(container, change));
  const answer = await write(apply(container, change), () => ({
    text: `Changed ${change.name ?? container.shortName}.`,
    undo: wayBack(before, () => ({ text: `${container.shortName} is as it was.` })),
  }));
  return answer.ok ? null : answer.problem;
}

/** The limits first: what Docker may refuse comes before what only we know. */
function apply({ name }: Container, { name: to, nick, limits }: Change): (writer: Writer) => Promise<void> {
  return async ({ containers }) => {
    if (limits !== undefined) await containers.update({ name, limits });
    if (nick !== undefined) await containers.nick({ name, nick });
    if (to !== undefined) await containers.rename({ name, to });
  };
}
