import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { pack, type Header, type Pack } from 'tar-stream';
import { diskFailure } from '../disk/failure.ts';
import { NODE_ID } from '../docker/files.ts';
import type { Left } from './carry-rules.ts';

/** What tar-stream asks of an entry. */
type Packed = Partial<Header> & Pick<Header, 'name'>;

/** Makes an archive of what lies on this machine. Its signal aborts where that cannot be read. */
export class Packing {
  files = 0;
  readonly left: Left[] = [];
  readonly signal: AbortSignal;
  readonly #failed = new AbortController();
  readonly #packed: Packed[] = [];

  constructor(cut: AbortSignal) {
    this.signal = AbortSignal.any([cut, this.#failed.signal]);
  }

  /** Why it could not be read; undefined where it could. */
  get failure(): unknown {
    return this.#failed.signal.reason as unknown;
  }

  from(source: string, name: string, found: Stats): Readable {
    const tar = pack();
    this.#add(tar, { path: source, name, found }).then(
      () => tar.finalize(),
      (error: unknown) => {
        this.#failed.abort(diskFailure(error, 'read', source));
        tar.destroy();
      },
    );
    return Readable.from(tar);
  }

  /** An archive of the same under another first name, once all is packed and unpacked: its files are the ones that are there. */
  again(first: string, other: string): Promise<Buffer> {
    const tar = pack();
    for (const { size: _, ...header } of this.#packed) {
      const name = other + header.name.slice(first.length);
      if (header.type === 'file') tar.entry({ ...header, name, type: 'link', linkname: header.name });
      else tar.entry({ ...header, name });
    }
    tar.finalize();
    return buffer(tar);
  }

  async #add(tar: Pack, { path, name, found }: { path: string; name: string; found: Stats }): Promise<void> {
    const header = { name, mode: found.mode & 0o777, mtime: found.mtime, uid: NODE_ID, gid: NODE_ID };
    if (found.isDirectory()) {
      tar.entry(this.#keep({ ...header, type: 'directory' }));
      for (const child of (await readdir(path)).sort()) {
        const below = join(path, child);
        await this.#add(tar, { path: below, name: `${name}/${child}`, found: await lstat(below) });
      }
    } else if (found.isFile()) {
      const entry = tar.entry(this.#keep({ ...header, type: 'file', size: found.size }));
      await pipeline(createReadStream(path), entry);
      this.files++;
    } else if (found.isSymbolicLink())
      tar.entry(this.#keep({ ...header, type: 'symlink', linkname: await readlink(path) }));
    else this.left.push({ path: name, why: 'it is neither a file, a folder nor a link' });
  }

  /** Tar-stream writes into the headers that it is given. */
  #keep(header: Packed): Packed {
    this.#packed.push({ ...header });
    return header;
  }
}
