import { create } from 'zustand';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { UserKey, UserSettings } from '../../../electron/contract/settings.ts';
import type { Writer } from '../../client/link.ts';
import { go } from '../../client/place.ts';
import { type ReadState, refresh, useMachineRead } from '../../client/reads.ts';
import type { Remedy } from '../../client/told.ts';
import { wayBack, write } from '../../client/write.ts';
import { formText, typedOf } from './settings-select.ts';

/** The file may be edited by anyone. */
const LOOK_AGAIN_MS = 5_000;
const KEY = ['user-settings'];
/** The key that says which keys of the page stand for what. */
export const KEYS_OF_ACTIONS = 'desktop.keys';

/** The key of the configuration that is looked at. */
export const useChosenKey = create<{ readonly key: string | null }>()(() => ({ key: null }));

/** Goes to a key of the configuration. */
export function showKey(key: string): void {
  useChosenKey.setState({ key });
  go({ at: 'system', tab: 'settings' });
}

/** Every key of `config.yml`, as it is now. */
export function useUserSettings(): ReadState<UserSettings> {
  return useMachineRead({ key: KEY, read: (client) => client.settings.keys(), everyMs: LOOK_AGAIN_MS });
}

/** Sets a key to what a form shows; answers why it could not be. */
export function saveKey(row: UserKey, text: string): Promise<Problem | null> {
  return change(row, `${row.key} is set.`, set(row.key, typedOf(row, text)));
}

/** Takes a key out of the file, so that its default counts; answers why it could not be. */
export function resetKey(row: UserKey): Promise<Problem | null> {
  return change(row, `${row.key} is as by default.`, takeOut(row.key));
}

type Call = (writer: Writer) => Promise<unknown>;

async function change(row: UserKey, text: string, call: Call): Promise<Problem | null> {
  const answer = await write(call, async () => {
    await refresh(KEY);
    return { text, ...wayBackOf(row) };
  });
  return answer.ok ? null : answer.problem;
}

/** Only a value that had held can be put back. */
function wayBackOf(row: UserKey): { readonly undo: Remedy } | { readonly final: string } {
  const before =
    row.source === 'config.yml'
      ? set(row.key, typedOf(row, formText(row)))
      : row.line === null
        ? takeOut(row.key)
        : null;
  if (before === null) return { final: 'What the file said before was refused, so it cannot be put back.' };
  return {
    undo: wayBack(before, async () => {
      await refresh(KEY);
      return { text: `${row.key} is as it was.` };
    }),
  };
}

function set(key: string, typed: string): Call {
  return (writer) => writer.settings.setKey({ key, typed });
}

function takeOut(key: string): Call {
  return (writer) => writer.settings.unsetKey({ key });
}
