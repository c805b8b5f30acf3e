import { join } from 'node:path';
import { ContainerName, Instant } from '../../contract/ids.ts';
import { Focus } from '../../contract/notices.ts';
import type { Context } from '../context.ts';
import { editRecord } from '../disk/edit.ts';
import { readCache } from '../disk/read.ts';

const Looked = Focus.extend({ container: ContainerName, until: Instant });
const HOLDS_MS = 60_000;

type Own = Pick<Context, 'paths' | 'now'>;

/** Notes which container a page shows, for whichever process calls people; of several pages the newest word counts. */
export async function noteFocus(context: Own, { client, container }: Focus): Promise<void> {
  const known = readCache(focusFile(context), Looked.nullable()) ?? null;
  if (container === null && known?.client !== client) return;
  const until = new Date(context.now().getTime() + HOLDS_MS).toISOString();
  const lock = { folder: context.paths.locks, name: 'focus' };
  await editRecord({ path: focusFile(context), schema: Looked.nullable(), read: readCache, lock }, () =>
    container === null ? null : { client, container, until },
  );
}

/** The container that a person looks at; null where nobody said so within the last minute. */
export function focusedContainer(context: Own): ContainerName | null {
  const looked = readCache(focusFile(context), Looked.nullable()) ?? null;
  const left = looked === null ? -1 : Date.parse(looked.until) - context.now().getTime();
  return looked !== null && left > 0 && left <= HOLDS_MS ? looked.container : null;
}

function focusFile({ paths }: Pick<Context, 'paths'>): string {
  return join(paths.cache, 'focus.json');
}
