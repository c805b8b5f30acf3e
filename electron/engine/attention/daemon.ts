import { join } from 'node:path';
import { parseJson } from '../../contract/json.ts';
import { type Holder, isAlive, readHolder } from '../disk/holder.ts';
import type { Paths } from '../disk/paths.ts';
import { readText } from '../disk/read.ts';

/** The host without a window, at work. */
export interface Daemon extends Holder {
  /** When it began. */
  readonly since: string;
  readonly version: string;
}

/** The daemon of this user that runs; undefined where none does, whatever a dead one left behind. */
export function findDaemon(paths: Paths): Daemon | undefined {
  const text = readText(daemonFile(paths)) ?? '';
  const holder = readHolder(text);
  if (holder === undefined || isAlive(holder) !== true) return undefined;
  const { since = '', version = '' } = parseJson(text) as Partial<Daemon>;
  return { ...holder, since, version };
}

/** Where the daemon says that it runs. */
export function daemonFile({ locks }: Paths): string {
  return join(locks, 'daemon.json');
}
