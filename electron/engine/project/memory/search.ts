import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { errnoOf } from '../../disk/failure.ts';
import { loopYielder } from '../records/loop-yielder.ts';

/** What looking for one pattern found. */
export type Sought =
  | { readonly kind: 'searched'; readonly hits: readonly string[] }
  | { readonly kind: 'invalid' }
  /** The file in which it was given up. */
  | { readonly kind: 'slow'; readonly path: string };

const MAX_BYTES = 4 * 1024 * 1024;
/** Some patterns take longer than the universe lasts. Only a script can be stopped while it looks for one. */
const LONGEST_MS = 500;
const TEST = new Script('pattern.test(text)');
const TOO_LONG = 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** The files in which each pattern occurs. Everything else may run in between. */
export async function searchFiles(
  root: string,
  { paths, checks }: { readonly paths: readonly string[]; readonly checks: readonly string[] },
): Promise<Map<string, Sought>> {
  const pause = loopYielder();
  const found = new Map<string, Sought>();
  const running = new Map<string, { readonly pattern: RegExp; readonly hits: string[] }>();
  for (const check of checks) {
    const pattern = compilePattern(check);
    if (pattern === undefined) found.set(check, { kind: 'invalid' });
    else running.set(check, { pattern, hits: [] });
  }
  for (const path of paths) {
    const text = running.size === 0 ? undefined : readSource(join(root, path));
    for (const [check, { pattern, hits }] of text === undefined ? [] : running) {
      const isHit = occurs(pattern, text ?? '');
      if (isHit === true) hits.push(join(root, path));
      if (isHit !== undefined) continue;
      running.delete(check);
      found.set(check, { kind: 'slow', path: join(root, path) });
    }
    await pause();
  }
  for (const [check, { hits }] of running) found.set(check, { kind: 'searched', hits });
  return found;
}

/** A ratchet’s pattern, upper and lower case alike; undefined when it is not a regular expression. */
export function compilePattern(check: string): RegExp | undefined {
  try {
    return new RegExp(check, 'i');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const room = createContext({});

/** Undefined when it cannot be told in time. */
function occurs(pattern: RegExp, text: string): boolean | undefined {
  Object.assign(room, { pattern, text });
  try {
    return sought();
  } finally {
    Object.assign(room, { pattern: undefined, text: undefined });
  }
}

/** What counts is the time that the pattern itself took: a busy machine gives it little of what goes by, and it gets more. */
function sought(): boolean | undefined {
  for (let timeout = LONGEST_MS; ; timeout *= 2) {
    const begun = process.cpuUsage();
    try {
      return TEST.runInContext(room, { timeout }) === true;
    } catch (error) {
      if (errnoOf(error) !== TOO_LONG) throw error;
      const { user, system } = process.cpuUsage(begun);
      if ((user + system) / 1_000 >= LONGEST_MS) return undefined;
    }
  }
}

function readSource(path: string): string | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile() !== true || stat.size > MAX_BYTES) return undefined;
    const bytes = readFileSync(path);
    return bytes.includes(0) || !isUtf8(bytes) ? undefined : bytes.toString('utf8');
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}
