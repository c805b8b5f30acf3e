import { type ContainerName, Nick } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { findKept, keep, unkeep } from './kept.ts';

/** Keeps what its user calls a container, or forgets it. DISK_FULL, FILE_UNREADABLE. */
export async function keepNick(context: Context, name: ContainerName, nick: Nick | null): Promise<void> {
  await (nick === null ? unkeep(context, name, 'nick') : keep(context, name, { what: 'nick', text: nick }));
}

/** What its user calls a container; undefined where that is nothing. */
export function findNick(context: Context, name: ContainerName): Nick | undefined {
  return Nick.safeParse(findKept(context, name, 'nick')).data;
}
