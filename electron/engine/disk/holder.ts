import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { parseJson } from '../../contract/json.ts';
import { errnoOf } from './failure.ts';

/** The process that holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Start of the process in clock ticks, where the system tells it: a reused process id is somebody else. */
  readonly started: string;
}

let self: Holder | undefined;

/** This process, as it names itself in a lock. */
export function thisProcess(): Holder {
  self ??= { pid: process.pid, host: hostname(), started: startOf(process.pid) };
  return self;
}

/** The holder that a text names; undefined where it names none. */
export function readHolder(text: string): Holder | undefined {
  try {
    const holder = parseJson(text) as Partial<Holder> | null;
    if (typeof holder?.pid !== 'number' || typeof holder.host !== 'string') return undefined;
    return { pid: holder.pid, host: holder.host, started: String(holder.started) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether a holder lives, however busy its machine is; undefined where it cannot be asked, as on another machine. */
export function isAlive({ pid, host, started }: Holder): boolean | undefined {
  if (host !== hostname()) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may have got the id of a dead one.
    if (errnoOf(error) !== 'EPERM') return false;
  }
  return started === startOf(pid);
}

/** Field 22 of `/proc/<pid>/stat`; empty where there is no `/proc`. One that has ended, and waits to be buried, has no start. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? 'ended' : (fields[18] ?? '');
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return '';
  }
}
