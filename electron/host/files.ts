import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { contentType } from 'mime-types';
import { errnoOf } from '../engine/disk/failure.ts';

/** Formats that are packed by themselves, or too small to gain from it. */
const PACKED = new Set(['.ico', '.png', '.woff', '.woff2']);

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** A file of the built page. */
export interface PageFile {
  readonly content: Buffer;
  readonly type: string;
  /** Its name holds a hash of its content, so that it never changes. */
  readonly immutable: boolean;
  /** Not packed by its own format already. */
  readonly packable: boolean;
}

/** The file behind a URL's path; `/` is the page. Undefined for whatever is not a plain file inside the folder. */
export async function findPageFile(folder: string, urlPath: string): Promise<PageFile | undefined> {
  const path = fileOf(urlPath);
  if (path === undefined) return undefined;
  const type = contentType(extname(path));
  if (type === false) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    if (!file.startsWith(root + sep)) return undefined;
    return {
      content: await readFile(file),
      type,
      immutable: path.startsWith('assets/'),
      packable: !PACKED.has(extname(path)),
    };
  } catch (error) {
    if (ABSENT.has(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}

/** The relative path that a URL's path names; undefined for one that leaves the folder or holds oddities. */
function fileOf(urlPath: string): string | undefined {
  const decoded = decodedPath(urlPath);
  if (decoded === undefined || !decoded.startsWith('/')) return undefined;
  if (decoded === '/') return 'index.html';
  const names = decoded.slice(1).split('/');
  const plain = names.every((name) => /^[A-Za-z0-9_@-][A-Za-z0-9._@-]*$/.test(name));
  return plain ? names.join('/') : undefined;
}

function decodedPath(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
