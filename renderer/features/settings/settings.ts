import type { Problem } from '../../../electron/contract/errors.ts';
import type { UserKey, UserSettings } from '../../../electron/contract/settings.ts';
import { type Answer, ask } from '../../client/ask.ts';
import { type ReadState, refresh, useMachineRead } from '../../client/reads.ts';
import { tell, type Told } from '../../client/told.ts';
import { formText, typedOf } from './settings-select.ts';

/** The file may be edited by anyone. */
const LOOK_AGAIN_MS = 5_000;
const KEY = ['user-settings'];

/** Every key of `config.yml`, as it is now. */
export function useUserSettings(): ReadState<UserSettings> {
  return useMachineRead({ key: KEY, read: (client) => client.settings.keys(), everyMs: LOOK_AGAIN_MS });
}

/** Sets a key to what a form shows; answers why it could not be. */
export function saveKey(row: UserKey, text: string): Promise<Problem | null> {
  return change(row, `${row.key} is set.`, () => write(row.key, typedOf(row, text)));
}

/** Takes a key out of the file, so that its default counts; answers why it could not be. */
export function resetKey(row: UserKey): Promise<Problem | null> {
  return change(row, `${row.key} is as by default.`, () => takeOut(row.key));
}

async function change(row: UserKey, text: string, run: () => Promise<Answer<unknown>>): Promise<Problem | null> {
  const answer = await run();
  await refresh(KEY);
  if (!answer.ok) return answer.problem;
  // What was refused before cannot be put back: only a value that had held.
  if (row.source === 'config.yml')
    tell({ text, undo: undo(row.key, () => write(row.key, typedOf(row, formText(row)))) });
  else if (row.line === null) tell({ text, undo: undo(row.key, () => takeOut(row.key)) });
  else tell({ text });
  return null;
}

function undo(key: string, run: () => Promise<Answer<unknown>>): Told['undo'] {
  return {
    word: 'Undo',
    run: async () => {
      const answer = await run();
      await refresh(KEY);
      return answer.ok ? { ok: true, value: { text: `${key} is as it was.` } } : answer;
    },
  };
}

function write(key: string, typed: string): Promise<Answer<unknown>> {
  return ask((client) => client.settings.setKey({ key, typed }));
}

function takeOut(key: string): Promise<Answer<unknown>> {
  return ask((client) => client.settings.unsetKey({ key }));
}
