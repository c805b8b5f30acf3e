import { create } from 'zustand';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { Answer } from '../../client/ask.ts';
import type { Writer } from '../../client/link.ts';
import { go, MISSIONS } from '../../client/place.ts';
import { type Seen, write } from '../../client/write.ts';
import { useView } from '../../client/view.ts';

/** What could not be done with a project, by its path, until it is tried again. */
export const useProjectProblems = create<Readonly<Record<string, Problem | null>>>(() => ({}));

/** Opens the project of a folder and shows it; from now on its files are followed. */
export async function openProject(path: string): Promise<boolean> {
  const answer = await about(path, (writer) => writer.projects.open({ path }), SHOWN_OPEN);
  if (answer.ok) go({ ...MISSIONS, project: answer.value.path });
  return answer.ok;
}

/** Follows a project that is on screen already. */
export async function followProject(path: string): Promise<void> {
  await about(path, (writer) => writer.projects.open({ path }), SHOWN_OPEN);
}

/** Makes `.maestro/` in a folder, and opens it. */
export async function initProject(path: string): Promise<void> {
  const made = await about(
    path,
    (writer) => writer.projects.init({ path }),
    () => ({
      text: `Made ${path}/.maestro.`,
      final: 'Maestro does not take it away again; delete the folder to be rid of it.',
    }),
  );
  if (made.ok) await openProject(path);
}

/** Stops following a project. Nothing is deleted. */
export async function closeProject(path: string): Promise<void> {
  const open = async (): Promise<undefined> => {
    await openProject(path);
    return undefined;
  };
  const answer = await about(
    path,
    (writer) => writer.projects.close({ path }),
    () => ({ text: `Closed ${path}. Nothing of it was deleted.`, undo: { word: 'Open it again', run: open } }),
  );
  if (!answer.ok) return;
  if (useView.getState().project === path) useView.setState({ project: null, mission: null });
  go(MISSIONS);
}

const SHOWN_OPEN = () => ({ shown: 'the project, which can be closed' });

async function about<Value>(
  path: string,
  call: (writer: Writer) => Promise<Value>,
  seen: (value: Value) => Seen,
): Promise<Answer<Value>> {
  useProjectProblems.setState({ [path]: null });
  const answer = await write(call, seen);
  if (!answer.ok) useProjectProblems.setState({ [path]: answer.problem });
  return answer;
}
