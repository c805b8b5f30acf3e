import { setTimeout as delay } from 'node:timers/promises';
import type { Project } from '../records/project.ts';
import { type TreeChange, WatchedTree } from './watched-tree.ts';

export interface StateChange extends TreeChange {
  readonly at: string;
}

const JOIN_MS = 50;
const SWEEP_MS = 10_000;
const TRANSIENT = /\.(tmp|lock|dead)$|\.lock\.\d+|^\.staging-/;
/** What of `~/.maestro` concerns projects. */
const OF_USER = new Set(['config.yaml', 'config.yml', 'graph', 'graph/projects.json', 'ours', 'ours/projects.json']);

/** Every change of a project's files, in batches. The first batch is empty and says: from here on nothing is missed. */
export async function* watchState(project: Project, signal: AbortSignal): AsyncGenerator<StateChange[], void, void> {
  for await (const changes of watchTree(project.folder, (name) => !TRANSIENT.test(name), signal)) {
    const at = project.now().toISOString();
    yield changes.map((change) => ({ at, ...change }));
  }
}

/** The same for the files of the user that concern all projects: both configurations, graph, opened projects. */
export function watchUser(user: string, signal: AbortSignal): AsyncGenerator<TreeChange[], void, void> {
  return watchTree(user, (_, path) => OF_USER.has(path), signal);
}

/** A watcher only rings: 50 ms later what rang is looked at again, and everything is every ten seconds anyway. */
async function* watchTree(
  root: string,
  wants: (name: string, path: string) => boolean,
  signal: AbortSignal,
): AsyncGenerator<TreeChange[], void, void> {
  let wake: () => void = () => undefined;
  const isOver = (): boolean => signal.aborted;
  const ring = (): void => wake();
  const tree = new WatchedTree(root, { ring, wants });
  const sweep = setInterval(() => tree.doubt(), SWEEP_MS);
  signal.addEventListener('abort', ring);
  try {
    while (tree.isUnsure() && !isOver()) await tree.look();
    yield [];
    while (!isOver()) {
      if (!tree.isUnsure()) await new Promise<void>((resolve) => (wake = resolve));
      await delay(JOIN_MS);
      while (tree.isUnsure() && !isOver()) yield await tree.look();
    }
  } finally {
    clearInterval(sweep);
    signal.removeEventListener('abort', ring);
    tree.close();
  }
}
