import { create } from 'zustand';
import type { Problem } from '../../../electron/contract/errors.ts';
import { type Answer, ask } from '../../client/ask.ts';
import type { Client } from '../../client/link.ts';
import { go, MISSIONS } from '../../client/place.ts';
import { tell } from '../../client/told.ts';
import { useView } from '../../client/view.ts';

/** What could not be done with a project, by its path, until it is tried again. */
export const useProjectProblems = create<Readonly<Record<string, Problem | null>>>(() => ({}));

/** Opens the project of a folder and shows it; from now on its files are followed. */
export async function openProject(path: string): Promise<boolean> {
  const answer = await about(path, (client) => client.projects.open({ path }));
  if (answer.ok) go({ ...MISSIONS, project: answer.value.path });
  return answer.ok;
}

/** Follows a project that is on screen already. */
export async function followProject(path: string): Promise<void> {
  await about(path, (client) => client.projects.open({ path }));
}

/** Makes `.maestro/` in a folder, and opens it. */
export async function initProject(path: string): Promise<void> {
  const made = await about(path, (client) => client.projects.init({ path }));
  if (!made.ok) return;
  tell({
    text: `Made ${path}/.maestro.`,
    final: 'Maestro does not take it away again; delete the folder to be rid of it.',
  });
  await openProject(path);
}

/** Stops following a project. Nothing is deleted. */
export async function closeProject(path: string): Promise<void> {
  const answer = await about(path, (client) => client.projects.close({ path }));
  if (!answer.ok) return;
  const open = async (): Promise<undefined> => {
    await openProject(path);
    return undefined;
  };
  tell({ text: `Closed ${path}. Nothing of it was deleted.`, undo: { word: 'Open it again', run: open } });
  if (useView.getState().project === path) useView.setState({ project: null, mission: null });
  go(MISSIONS);
}

async function about<Value>(path: string, call: (client: Client) => Promise<Value>): Promise<Answer<Value>> {
  useProjectProblems.setState({ [path]: null });
  const answer = await ask(call);
  if (!answer.ok) useProjectProblems.setState({ [path]: answer.problem });
  return answer;
}
