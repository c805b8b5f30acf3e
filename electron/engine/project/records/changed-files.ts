import { readBytes } from '../../disk/read.ts';
import type { Journal } from './project.ts';

/** A file before and after a change; undefined where there was none. */
export interface ChangedFile {
  readonly path: string;
  readonly before: Buffer | undefined;
  readonly after: Buffer | undefined;
}

/** Keeps what stood in the files that a change writes. */
export class ChangedFiles implements Journal {
  readonly #before = new Map<string, Buffer | undefined>();
  /** What a change left, read while nobody else could write it. */
  readonly #after = new Map<string, Buffer | undefined>();
  readonly #locks = new Set<string>();

  touched(path: string): void {
    this.#after.delete(path);
    if (!this.#before.has(path)) this.#before.set(path, readBytes(path));
  }

  locked(path: string): void {
    this.#locks.add(path);
  }

  unlocking(): void {
    for (const path of this.#before.keys()) if (!this.#after.has(path)) this.#after.set(path, readBytes(path));
  }

  /** The locks that it was written under. */
  get locks(): readonly string[] {
    return [...this.#locks].toSorted();
  }

  /** The files that are not what they were. */
  changed(): ChangedFile[] {
    this.unlocking();
    return [...this.#before]
      .map(([path, before]) => ({ path, before, after: this.#after.get(path) }))
      .filter(({ before, after }) => !isSame(before, after));
  }
}

/** Whether two readings of a file found the same. */
export function isSame(one: Buffer | undefined, other: Buffer | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.equals(other);
}
