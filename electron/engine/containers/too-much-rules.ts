/** The user's own folders, as real paths. */
export interface OwnFolders {
  readonly home: string;
  /** `~/.maestro` */
  readonly maestro: string;
}

/** Folders of the system: none of them, and nothing in them, is a project. */
const SYSTEM = ['/bin', '/boot', '/dev', '/etc', '/lib', '/lib64', '/proc', '/sbin', '/sys'];
/** Folders that hold projects at most. */
const SHARED = [
  '/',
  '/home',
  '/media',
  '/mnt',
  '/opt',
  '/root',
  '/srv',
  '/tmp',
  '/usr',
  '/usr/bin',
  '/usr/lib',
  '/var',
];
/** In the user's home: keys and logins. */
const SECRET = ['.ssh', '.gnupg', '.aws', '.docker', '.kube'];

/** Whether a folder, by its real path, is more than one project, or none: it is not copied into a container (pure). */
export function isTooMuch(folder: string, { home, maestro }: OwnFolders): boolean {
  const inside = (other: string): boolean => folder === other || folder.startsWith(`${other}/`);
  const around = (other: string): boolean => folder === other || other.startsWith(folder === '/' ? '/' : `${folder}/`);
  if (SHARED.includes(folder) || folder === `${home}/.config` || around(home) || inside(maestro)) return true;
  return SYSTEM.some(inside) || SECRET.some((name) => inside(`${home}/${name}`));
}
