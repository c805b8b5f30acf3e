import type { IncomingMessage } from 'node:http';
import { posix } from 'node:path';
import { pipeline } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract, pack, type Pack } from 'tar-stream';
import { z } from 'zod';
import { parseJson } from '../../contract/json.ts';
import type { ContainerFile } from '../agents/launch.ts';
import type { Docker, FileInside } from './port.ts';

/** User and group of `node` inside agent containers. */
export const NODE_ID = 1000;

const HOME = '/home/node';

/** What is put into a container. */
interface Put {
  readonly files: readonly ContainerFile[];
  /** Made for its user, or given to them, besides those of the files. */
  readonly folders?: readonly string[];
  readonly signal: AbortSignal;
}

/** Puts small files into a container that need not run, in one call. Folders below `/home/node` are made for their user. */
export async function putFiles(docker: Docker, id: string, { files, folders = [], signal }: Put): Promise<void> {
  await docker.unpack(id, { folder: '/', tar: await packFiles(files, folders), signal });
}

/** What an archive of one path holds; undefined where that is nothing. */
export async function onlyFile(archive: NodeJS.ReadableStream, maxBytes: number): Promise<FileInside | undefined> {
  const entries = extract();
  pipeline(archive, entries, () => undefined);
  for await (const entry of entries) {
    const { type, size, mtime } = entry.header;
    const isRead = type === 'file' && size <= maxBytes;
    return { bytes: isRead ? await buffer(entry) : null, changedAt: mtime };
  }
  return undefined;
}

/** Go’s mark of a folder. */
const FOLDER = 2 ** 31;

/** What the engine’s answer says of a path, in a header of base64. */
export function pathStat(
  answer: Pick<IncomingMessage, 'headers'> | undefined,
): { isFolder: boolean; linkTarget: string } | undefined {
  const header = answer?.headers['x-docker-container-path-stat'];
  if (header === undefined) return undefined;
  const text = Buffer.from(String(header), 'base64').toString();
  const { mode, linkTarget } = z
    .object({ mode: z.number(), linkTarget: z.string().default('') })
    .parse(parseJson(text));
  return { isFolder: mode >= FOLDER, linkTarget };
}

async function packFiles(files: readonly ContainerFile[], folders: readonly string[]): Promise<Buffer> {
  const tar = pack();
  for (const name of [...folders.map((path) => path.slice(1)), ...foldersOf(files)])
    tar.entry({ name, type: 'directory', mode: 0o755, ...owner('node') });
  for (const file of files) addFile(tar, file);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function addFile(tar: Pack, { path, content, mode, owner: user, changedAt }: ContainerFile): void {
  const time = changedAt === undefined ? {} : { mtime: changedAt };
  tar.entry({ name: path.slice(1), mode, ...owner(user), ...time }, content);
}

/** Docker would make missing folders for root, and the agent could not write beside its own files. */
function foldersOf(files: readonly ContainerFile[]): string[] {
  const folders = new Set<string>();
  for (const { path, owner: user } of files) {
    if (user !== 'node') continue;
    for (let folder = posix.dirname(path); folder.startsWith(`${HOME}/`); folder = posix.dirname(folder))
      folders.add(folder.slice(1));
  }
  return [...folders].sort();
}

function owner(user: ContainerFile['owner']): { uid: number; gid: number } {
  return user === 'node' ? { uid: NODE_ID, gid: NODE_ID } : { uid: 0, gid: 0 };
}
