import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makePrivate } from './private.ts';

/** Where Maestro keeps things of this user. Everything follows `HOME`. */
export interface Paths {
  /** `~/.maestro` */
  readonly home: string;
  readonly config: string;
  /** Credentials of Claude Code that containers receive. */
  readonly claude: string;
  /** A folder for each container, with its task: nothing but that text is lost with it. */
  readonly containers: string;
  /** A folder for each container that was removed. */
  readonly trash: string;
  readonly locks: string;
  readonly log: string;
  /** What the host without a window writes. */
  readonly daemonLog: string;
  /** Things that may be deleted at any time: recent projects, build caches. */
  readonly cache: string;
  /** Maestro's own `docker/` folder, with the Dockerfile. */
  readonly docker: string;
  /** The command line, as it was built. */
  readonly cli: string;
  /** The built page. */
  readonly renderer: string;
}

const CLI = join('dist', 'cli', 'maestro.js');

/** The places of a user with this home folder; the program's own stand beside it. Makes and reads nothing there. */
export function userPaths(user: string = homedir()): Paths {
  const home = join(user, '.maestro');
  makePrivate(home);
  const root = productRoot();
  return {
    home,
    config: join(home, 'config.yml'),
    claude: join(home, '.claude'),
    containers: join(home, 'containers'),
    trash: join(home, 'trash'),
    locks: join(home, 'locks'),
    log: join(home, 'logs', 'maestro.log'),
    daemonLog: join(home, 'logs', 'daemon.log'),
    cache: join(home, 'cache'),
    docker: join(root, 'docker'),
    cli: join(nearest(CLI) ?? root, CLI),
    // The window's archive has a page of its own, which is checked with it.
    renderer: join(nearest(join('dist', 'renderer', 'index.html')) ?? root, 'dist', 'renderer'),
  };
}

/** The folder that holds `docker/`: the checkout, or what the package put beside the window’s archive. */
function productRoot(): string {
  const root = nearest(join('docker', 'Dockerfile'));
  if (root === undefined) throw new Error('Maestro’s docker folder is missing from this installation.');
  return root;
}

/** The nearest folder above this file that holds something. */
function nearest(what: string): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, what))) {
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
  return folder;
}
