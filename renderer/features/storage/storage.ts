import { create } from 'zustand';
import type { CleanupItem } from '../../../electron/contract/cleanup.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import { sizeText } from '../../../electron/contract/text.ts';
import type { TrashEntry, TrashId, TrashList } from '../../../electron/contract/trash.ts';
import type { Client, Writer } from '../../client/link.ts';
import { type ReadState, refresh, useMachineRead } from '../../client/reads.ts';
import { useMaestro } from '../../client/store.ts';
import type { Told } from '../../client/told.ts';
import { write } from '../../client/write.ts';
import { count } from '../../ui/format.ts';
import { backTold, newId, restoreEntry } from '../container/restore.ts';
import type { Restoring } from './storage-select.ts';

/** Folders change without a word to the page. */
const LOOK_AGAIN_MS = 5_000;
const TRASH = ['trash'];
const RECLAIM = ['reclaim'];
const SHOWN_AT_ROW = () => ({ shown: 'the row in the trash' });

interface Storage {
  /** What goes on that cannot be taken back. */
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly restoring: Readonly<Record<TrashId, Restoring>>;
}

export const useStorage = create<Storage>(() => ({ busy: false, problem: null, restoring: {} }));

/** What is in the trash. */
export function useTrash(): ReadState<TrashList> {
  return useMachineRead({ key: TRASH, read: (client) => client.trash.list(), everyMs: LOOK_AGAIN_MS });
}

/** What could be removed without a loss. */
export interface Reclaim {
  readonly images: Awaited<ReturnType<Client['images']['prunePlan']>>;
  readonly left: Awaited<ReturnType<Client['containers']['volumesPlan']>>;
}

/** What could be removed without a loss, while Docker answers; `built` is another one where there are other images. */
export function useReclaim(ready: boolean, built: string): ReadState<Reclaim> {
  return useMachineRead({
    key: [...RECLAIM, built],
    enabled: ready,
    read: async (client) => {
      const [images, left] = await Promise.all([client.images.prunePlan(), client.containers.volumesPlan()]);
      return { images, left };
    },
  });
}

/** Makes a container of what is in the trash, which keeps it. How that goes stands at its row. */
export async function bringBack({ id }: Pick<TrashEntry, 'id'>): Promise<void> {
  await forgetRestore(id);
  const creation = newId();
  set(id, { creation });
  const answer = await restoreEntry(id, creation, (container) => backTold([container]));
  set(id, { creation, end: answer.ok ? { back: answer.value } : { problem: answer.problem } });
  if (!answer.ok && answer.problem.code === 'CREATE_CANCELLED') await forgetRestore(id);
}

/** Stops a restore; what it made so far is undone, and the trash keeps what it has. */
export async function cancelRestore(id: TrashId): Promise<void> {
  const restoring = useStorage.getState().restoring[id];
  if (restoring === undefined) return;
  await write((writer) => writer.containers.cancelCreate({ id: restoring.creation }), SHOWN_AT_ROW);
}

/** Takes the end of a restore off the screen, here and in the fleet. */
export async function forgetRestore(id: TrashId): Promise<void> {
  const { restoring } = useStorage.getState();
  const before = restoring[id];
  if (before === undefined) return;
  useStorage.setState({ restoring: Object.fromEntries(Object.entries(restoring).filter(([key]) => key !== id)) });
  const isKnown = useMaestro.getState().snapshot?.creations[before.creation] !== undefined;
  if (isKnown) await write((writer) => writer.containers.dismissCreation({ id: before.creation }), SHOWN_AT_ROW);
}

/** Removes these from the trash for good: the caller has asked the user. */
export function removeForGood(ids: readonly string[]): Promise<void> {
  return act(
    TRASH,
    (writer) => writer.trash.empty({ ids: [...ids] }),
    ({ removed }) => `Removed for good: ${count(removed.length, 'container')}.`,
  );
}

/** Removes the images that nothing uses: the caller has asked the user. */
export function pruneImages(): Promise<void> {
  return act(
    RECLAIM,
    (writer) => writer.images.prune(),
    ({ removed, freedBytes }) => `Removed ${count(removed.length, 'image')}: ${sizeText(freedBytes)} are free.`,
  );
}

/** Removes what containers left behind that are gone: the caller has asked the user. */
export async function removeLeftovers(items: readonly CleanupItem[]): Promise<void> {
  const names = items.map(({ name }) => name);
  await act(
    RECLAIM,
    (writer) => writer.containers.cleanup({ names }),
    ({ removed, failed }) => {
      const [first] = failed;
      if (first !== undefined) useStorage.setState({ problem: first.problem });
      return `Removed what was left of ${count(removed.length, 'container')}.`;
    },
  );
}

/** Takes what could not be done off the screen. */
export function dismissProblem(): void {
  useStorage.setState({ problem: null });
}

async function act<Value>(
  key: readonly string[],
  call: (writer: Writer) => Promise<Value>,
  said: (value: Value) => string,
): Promise<void> {
  if (useStorage.getState().busy) return;
  useStorage.setState({ busy: true, problem: null });
  const answer = await write(call, async (value): Promise<Told> => {
    await Promise.all([refresh(key), refresh(['images'])]);
    return { text: said(value), final: 'This cannot be undone.' };
  });
  useStorage.setState({ busy: false, ...(!answer.ok && { problem: answer.problem }) });
}

function set(id: TrashId, restoring: Restoring): void {
  useStorage.setState((state) => ({ restoring: { ...state.restoring, [id]: restoring } }));
}
