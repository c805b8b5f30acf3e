import { existsSync } from 'node:fs';
import { cp, lstat, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where the package lies, and for whom its command line is installed. */
export interface CommandLinePlace {
  /** The package's `resources` folder. */
  readonly resources: string;
  /** The user's home folder. */
  readonly home: string;
  /** Whether `resources` is gone when the app ends, as an AppImage's is. */
  readonly isPassing: boolean;
  /** The user's PATH. */
  readonly path: string;
}

/** What was installed. */
export interface CommandLineInstalled {
  /** The command. */
  readonly link: string;
  /** Whether the folder of the command is on the PATH already. */
  readonly isOnPath: boolean;
}

/** Someone else's file lies where the command should. */
export class CommandTaken extends Error {}

/**
 * Puts `maestro` into `~/.local/bin` as a link into the package, or into a copy of what it needs where the package is
 * there only while it runs. A link is replaced; a file that is none is somebody's own: CommandTaken.
 */
export async function installCommandLine(place: CommandLinePlace): Promise<CommandLineInstalled> {
  const { home, resources, isPassing, path } = place;
  const folder = join(home, '.local', 'bin');
  const link = join(folder, 'maestro');
  await mkdir(folder, { recursive: true });
  const present = await lstat(link).catch(() => null);
  if (present !== null && !present.isSymbolicLink())
    throw new CommandTaken(`${link} is a file of your own. Move it away, then install the command again.`);
  const from = isPassing
    ? await copied(resources, join(home, '.local', 'share', 'maestro', 'command-line'))
    : resources;
  const fresh = `${link}.${process.pid}`;
  await rm(fresh, { force: true });
  await symlink(join(from, 'bin', 'maestro'), fresh);
  await rename(fresh, link);
  return { link, isOnPath: path.split(delimiter).includes(folder) };
}

/** The parts of the package that a command line needs: all but the window's own archive. */
const PARTS = ['bin', 'dist', 'docker', 'node_modules'];

/** A copy beside the former one, then in its place: a command that runs keeps what it has open. */
async function copied(resources: string, folder: string): Promise<string> {
  const fresh = `${folder}.${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  for (const part of PARTS) await cp(join(resources, part), join(fresh, part), { recursive: true });
  if (existsSync(folder)) {
    const former = `${fresh}.old`;
    await rename(folder, former);
    await rename(fresh, folder);
    await rm(former, { recursive: true, force: true });
  } else await rename(fresh, folder);
  return folder;
}
