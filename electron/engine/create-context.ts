import { setMaxListeners } from 'node:events';
import type { Snapshot } from '../contract/snapshot.ts';
import { VERSION } from '../contract/version.ts';
import type { Context } from './context.ts';
import { type Paths, userPaths } from './disk/paths.ts';
import { DockerClient } from './docker/client.ts';
import type { Docker } from './docker/port.ts';
import { Running } from './running.ts';
import { type Log, SILENT } from './silent.ts';
import { State } from './state.ts';

export interface EngineOptions {
  readonly paths?: Paths;
  readonly docker?: Docker;
  readonly log?: Log;
  /** The clock; the default is this machine's. */
  readonly now?: () => Date;
}

/** A context and its end. Alone it is enough for looking, and loads far less than a whole engine. */
export function createContext(options: EngineOptions = {}): { context: Context; closing: AbortController } {
  const closing = new AbortController();
  // Every container, terminal and creation listens for the end; that is not a leak.
  setMaxListeners(0, closing.signal);
  const context = {
    paths: options.paths ?? userPaths(),
    docker: options.docker ?? new DockerClient(),
    state: new State(emptySnapshot()),
    running: new Running(),
    log: options.log ?? SILENT,
    now: options.now ?? (() => new Date()),
    closing: closing.signal,
  };
  return { context, closing };
}

function emptySnapshot(): Snapshot {
  return {
    revision: 0,
    version: VERSION,
    demo: false,
    docker: { state: 'connecting' },
    loaded: false,
    containers: {},
    creations: {},
    projects: {},
    missions: {},
    imageBuild: null,
    doctor: null,
    settings: {
      prefix: 'maestro-',
      defaults: {
        agent: 'claude',
        model: null,
        startMode: 'yolo',
        limits: { memoryBytes: 4 * 1024 ** 3, cpus: 2, pids: 512 },
      },
      allowedDomains: [],
      recentProjects: [],
      desktop: { shortcut: null, openAtLogin: null, keys: [] },
      problems: [],
    },
  };
}
