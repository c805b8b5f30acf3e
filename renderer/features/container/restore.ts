import type { Container } from '../../../electron/contract/containers.ts';
import { CATALOG, type Problem } from '../../../electron/contract/errors.ts';
import { CallerId, type ContainerName } from '../../../electron/contract/ids.ts';
import type { TrashEntry, TrashId } from '../../../electron/contract/trash.ts';
import { ask, type Answer } from '../../client/ask.ts';
import type { Said, Told } from '../../client/told.ts';
import { type Seen, wayBack, write } from '../../client/write.ts';
import { sentence } from '../../ui/format.ts';

/** Brings containers back from the trash, as they were when they were last removed. Their agents go on. */
export async function restoreContainers(names: readonly ContainerName[]): Promise<Answer<Said>> {
  const listed = await ask((client) => client.trash.list());
  if (!listed.ok) return listed;
  const found = names.flatMap((name) => listed.value.entries.find((entry) => entry.name === name) ?? []);
  if (found.length < names.length) return { ok: false, problem: notThere(names, found) };
  const answers = await Promise.all(found.map(({ id }) => restoreEntry(id, newId(), () => ({ shown: 'the undo' }))));
  const failed = answers.find((answer) => !answer.ok);
  if (failed?.ok === false) return failed;
  return { ok: true, value: backTold(answers.flatMap((answer) => (answer.ok ? [answer.value] : []))) };
}

/** That containers are back; they go to the trash again, with what they did since. */
export function backTold(containers: readonly Pick<Container, 'name' | 'shortName'>[]): Told {
  const who = sentence(containers.map(({ shortName }) => shortName));
  const are = containers.length === 1 ? 'is' : 'are';
  const undo = wayBack(
    (writer) => Promise.all(containers.map(({ name }) => writer.containers.remove({ name, running: true }))),
    () => ({ text: `${who} ${are} in the trash again.` }),
  );
  return { text: `${who} ${are} back.`, undo };
}

/** Makes a container of what is in the trash. Its progress is that of this creation, in the snapshot. */
export function restoreEntry(
  id: TrashId,
  creation: CallerId,
  seen: (container: Container) => Seen,
): Promise<Answer<Container>> {
  return write((writer) => writer.trash.restore({ id, creation }), seen);
}

/** An id for a creation. */
export function newId(): CallerId {
  return CallerId.parse(crypto.randomUUID());
}

function notThere(names: readonly ContainerName[], found: readonly TrashEntry[]): Problem {
  const missing = names.filter((name) => !found.some((entry) => entry.name === name));
  const text = `Nothing of ${sentence(missing)} is in the trash: its creation had been cut off.`;
  return { code: 'TRASH_NOT_FOUND', sentence: text, hints: [...CATALOG.TRASH_NOT_FOUND.hints], detail: null };
}
