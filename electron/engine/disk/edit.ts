import type { z } from 'zod';
import { writeAtomic } from './atomic.ts';
import { withLock } from './lock.ts';
import { readRecord } from './read.ts';

interface Place<Schema> {
  readonly path: string;
  readonly schema: Schema;
  /** How it is read: for a cache, `readCache`. */
  readonly read?: typeof readRecord;
  /** The folder of the locks, and this file's name there. */
  readonly lock: { readonly folder: string; readonly name: string };
}

/** Replaces a JSON file by what `next` makes of it (undefined: there is none yet), one process at a time. FILE_DAMAGED, LOCK_HELD. */
export async function editRecord<Schema extends z.ZodType>(
  { path, schema, read = readRecord, lock }: Place<Schema>,
  next: (known: z.infer<Schema> | undefined) => z.infer<Schema>,
): Promise<void> {
  await withLock(lock, () => writeAtomic(path, `${JSON.stringify(next(read(path, schema)), null, 2)}\n`));
}
