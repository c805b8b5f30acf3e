import { statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { watch } from 'chokidar';
import type { Project } from './project.ts';
import { namesIn } from './records.ts';

export interface StateChange {
  readonly at: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** Inside `.maestro/`, with `/`. */
  readonly path: string;
}

const JOIN_MS = 50;
const SWEEP_MS = 10_000;
const TRANSIENT = /\.(tmp|lock|dead)$|\.lock\.\d+|\.staging-/;

/**
 * Every change of a project's files. A watcher only rings: on any event the folder is read again and compared with
 * what it was, and it is read every ten seconds anyway.
 */
export async function* watchState(project: Project, signal: AbortSignal): AsyncGenerator<StateChange, void, void> {
  let wake: () => void = () => undefined;
  const bell = { rung: false };
  const ring = (): void => {
    bell.rung = true;
    wake();
  };
  const watcher = watch(project.folder, { ignoreInitial: true }).on('all', ring);
  const sweep = setInterval(ring, SWEEP_MS);
  signal.addEventListener('abort', ring);
  let before = listing(project.folder);
  try {
    while (!signal.aborted) {
      if (!bell.rung) await new Promise<void>((resolve) => (wake = resolve));
      await new Promise((resolve) => setTimeout(resolve, JOIN_MS));
      bell.rung = false;
      const now = listing(project.folder);
      yield* changes(before, now, project.now().toISOString());
      before = now;
    }
  } finally {
    clearInterval(sweep);
    await watcher.close();
  }
}

function* changes(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
  at: string,
): Generator<StateChange, void, void> {
  for (const [path, stamp] of now) {
    const old = before.get(path);
    if (old !== stamp) yield { at, kind: old === undefined ? 'added' : 'changed', path };
  }
  for (const path of before.keys()) if (!now.has(path)) yield { at, kind: 'removed', path };
}

/** Files below a folder with a stamp that changes when they do. */
function listing(folder: string, root = folder, found = new Map<string, string>()): Map<string, string> {
  for (const name of namesIn(folder)) {
    if (TRANSIENT.test(name)) continue;
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) listing(path, root, found);
    else if (stat !== undefined)
      found.set(relative(root, path).replaceAll(sep, '/'), `${stat.mtimeMs}-${stat.size}-${stat.ino}`);
  }
  return found;
}
