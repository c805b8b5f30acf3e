import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { Context } from '../context.ts';
import { toBytes } from '../disk/bytes.ts';
import { diskFailure } from '../disk/failure.ts';
import { fail, MaestroError } from '../errors.ts';
import { Ahead } from './copy/ahead.ts';
import { type Entry, noRemarks, type Remarks } from './copy/look.ts';
import { type Packed, packEntries } from './copy/pack.ts';
import { packLater } from './copy/later.ts';
import { TAR_END } from './copy/tar.ts';
import { openTree, type Tree } from './copy/tree.ts';
import { treeEntries } from './copy/walk.ts';

export interface WorkspaceCopy {
  readonly project: string;
  /** Absolute folders that become writable siblings of `/workspace`. */
  readonly additional: readonly string[];
  readonly dockerId: string;
  readonly signal: AbortSignal;
  /** `total` is null until the whole project was seen. */
  readonly onBytes: (sent: number, total: number | null) => void;
}

export interface WorkspaceCopied extends Packed {
  /** What was left out or changed during the copy, a sentence each. */
  readonly notes: readonly string[];
}

const NAMED = 10;

/** Folders that every container has: an additional folder must not overlay them. */
export const SYSTEM = new Set(
  (
    'bin boot commandhistory dev etc home lib lib32 lib64 libx32 media mnt opt proc root run sbin srv sys tmp usr var ' +
    'workspace'
  ).split(' '),
);

/** Streams the project into `/workspace` of a container that need not run. COPY_FAILED. The host's tree is only read. */
export async function copyWorkspace(
  { docker }: Pick<Context, 'docker'>,
  copy: WorkspaceCopy,
): Promise<WorkspaceCopied> {
  const remarks = noRemarks();
  const archive = await openArchive(copy, remarks);
  const ended = new AbortController();
  const stream = Readable.from(archive.chunks, { objectMode: false, highWaterMark: 2 * 1024 * 1024 });
  // The request does not notice that its source failed.
  stream.once('error', () => ended.abort());
  try {
    await docker.unpack(copy.dockerId, {
      folder: '/',
      tar: stream,
      signal: AbortSignal.any([copy.signal, ended.signal]),
    });
  } catch (error) {
    copy.signal.throwIfAborted();
    throw archive.failure() ?? error;
  } finally {
    stream.destroy();
  }
  return { ...archive.packed(), notes: remarks.notes };
}

/** The whole copy as one archive. Reading it to the end is the copy. */
export interface WorkspaceArchive {
  readonly chunks: AsyncIterable<Buffer>;
  readonly packed: () => Packed;
  readonly failure: () => MaestroError | undefined;
}

/** Opens everything that is to be copied. COPY_FAILED when a folder is not there. */
export async function openArchive(
  copy: Pick<WorkspaceCopy, 'project' | 'additional' | 'signal' | 'onBytes'>,
  remarks: Remarks,
): Promise<WorkspaceArchive> {
  const project = await openTree(copy.project, { name: 'workspace', modules: false, remarks });
  const trees = [project, ...(await openAdditional(copy.additional, remarks))];
  const progress = { sent: 0, seen: 0, total: null as number | null };
  let packed: Packed = { files: 0, bytes: 0 };
  let failure: MaestroError | undefined;
  const entries = new Ahead(
    allEntries(trees, copy.signal, () => (progress.total = progress.seen)),
    (list) => {
      for (const entry of list) progress.seen += entry.size;
    },
  );
  const onBytes = (bytes: number): void => {
    progress.sent += bytes;
    copy.onBytes(progress.sent, progress.total);
  };
  async function* chunks(): AsyncGenerator<Buffer, void, void> {
    try {
      packed = yield* packEntries(entries, { remarks, onBytes });
      yield* packLater(trees, { remarks, onBytes });
      if (remarks.unreadable.length > 0) throw unreadable(remarks.unreadable);
      yield TAR_END;
    } catch (error) {
      failure = error instanceof MaestroError ? error : diskFailure(error, 'copy', copy.project);
      throw failure;
    }
  }
  return { chunks: chunks(), packed: () => packed, failure: () => failure };
}

async function* allEntries(
  trees: readonly Tree[],
  signal: AbortSignal,
  whenDone: () => void,
): AsyncGenerator<Entry[], void, void> {
  for (const tree of trees) {
    for await (const list of treeEntries(tree)) {
      signal.throwIfAborted();
      yield list;
    }
  }
  whenDone();
}

/** The additional folders that are there and whose names are free; the others are noted and left out. */
async function openAdditional(folders: readonly string[], remarks: Remarks): Promise<Tree[]> {
  const taken = new Set(SYSTEM);
  const trees: Tree[] = [];
  for (const folder of folders) {
    const name = basename(folder);
    if (name === '' || taken.has(name)) {
      remarks.notes.push(`${folder} was left out, because /${name} is taken in the container.`);
      continue;
    }
    taken.add(name);
    const tree = await openTree(folder, { name: toBytes(name), modules: true, remarks }).catch((error: unknown) => {
      if (!(error instanceof MaestroError)) throw error;
      remarks.notes.push(`${folder} was left out: ${error.problem.sentence}`);
    });
    if (tree !== undefined) trees.push(tree);
  }
  return trees;
}

function unreadable(paths: readonly string[]): MaestroError {
  const count = paths.length === 1 ? 'One file' : `${paths.length} files`;
  const named = paths.slice(0, NAMED).join('\n');
  const more = paths.length > NAMED ? `\n… and ${paths.length - NAMED} more` : '';
  return fail('COPY_FAILED', `${count} of the project could not be read: ${paths[0] ?? ''}`, {
    detail: `${named}${more}`,
    hints: ['Check that every file of the project can be read.', 'Leave files out by naming them in .maestroignore.'],
  });
}
