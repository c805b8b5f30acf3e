import { fail, MaestroError } from '../errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'the system does not allow it',
  EROFS: 'the file system is read-only',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  EEXIST: 'something else has its name',
  ENOTEMPTY: 'it is not empty',
  EBUSY: 'it is in use',
  ELOOP: 'it is a symbolic link',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk reports an error',
};

/** What the file system said about a path, as a catalog error: DISK_FULL or FILE_UNREADABLE. `deed` is `read`, `write` … */
export function diskFailure(error: unknown, deed: string, path: string): MaestroError {
  if (error instanceof MaestroError) return error;
  const code = errnoOf(error) ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return fail('DISK_FULL', `The disk is full: Maestro could not ${deed} ${path}.`, { cause: error, path });
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  return fail('FILE_UNREADABLE', `Maestro could not ${deed} ${path}: ${reason}.`, { cause: error, path });
}

/** The errno name of a thrown value, such as `ENOENT`. */
export function errnoOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Whether a program said in English, as those in containers do, that it found no room for what it wrote (pure). */
export function tellsOfFullDisk(output: string): boolean {
  return /No space left on device|Disk quota exceeded/.test(output);
}
