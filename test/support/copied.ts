import { execFile } from 'node:child_process';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { noRemarks } from '../../electron/engine/containers/copy/look.ts';
import { openArchive } from '../../electron/engine/containers/workspace.ts';
import { onDisk, toBytes, toText } from '../../electron/engine/disk/bytes.ts';
import { tempFolder } from './project.ts';

/** A project as a container would get it, unpacked by the system's tar. */
export interface Copied {
  /** Stands for `/` of the container. */
  readonly root: string;
  readonly workspace: string;
  readonly files: number;
  readonly bytes: number;
  readonly notes: readonly string[];
}

/** Copies a project (and additional folders) into a temporary folder. */
export async function copied(project: string, additional: readonly string[] = []): Promise<Copied> {
  const findings = noRemarks();
  const signal = new AbortController().signal;
  const archive = await openArchive({ project, additional, signal, onBytes: () => undefined }, findings);
  const places = await unpacked(archive.chunks);
  return { ...places, ...archive.packed(), notes: findings.notes };
}

/** Unpacks an archive into a temporary folder. */
export async function unpacked(chunks: AsyncIterable<Buffer>): Promise<Pick<Copied, 'root' | 'workspace'>> {
  const root = await tempFolder('maestro-copied');
  await untar(Readable.from(chunks, { objectMode: false }), root);
  return { root, workspace: `${root}/workspace` };
}

/** Everything below a folder: path, kind, permission bits, and content or target. Left out: what `skip` names. */
export async function treeOf(folder: string, skip: (path: string) => boolean = () => false): Promise<string[]> {
  const lines: string[] = [];
  const visit = async (path: string): Promise<void> => {
    for (const base of (await readdir(onDisk(`${toBytes(folder)}/${path}`), { encoding: 'latin1' })).sort()) {
      const below = path === '' ? base : `${path}/${base}`;
      if (skip(toText(below))) continue;
      const host = onDisk(`${toBytes(folder)}/${below}`);
      const stats = await lstat(host);
      const mode = (stats.mode & 0o777).toString(8);
      if (stats.isSymbolicLink()) lines.push(`link ${below} ${await readlink(host, 'latin1')}`);
      else if (stats.isFile()) lines.push(`file ${below} ${mode} ${(await readFile(host)).toString('base64')}`);
      else lines.push(`folder ${below} ${mode}`);
      if (stats.isDirectory()) await visit(below);
    }
  };
  await visit('');
  return lines;
}

function untar(tar: Readable, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile('tar', ['-xp', '--no-same-owner', '-C', folder], (error, _out, stderr) => {
      if (error === null) resolve();
      else reject(new Error(stderr, { cause: error }));
    });
    tar.once('error', (error) => {
      child.kill();
      reject(error);
    });
    tar.pipe(child.stdin as NodeJS.WritableStream);
  });
}
