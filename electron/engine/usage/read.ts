import { posix } from 'node:path';
import { pipeline, Transform } from 'node:stream';
import { extract } from 'tar-stream';
import type { AgentKind } from '../../contract/agents.ts';
import type { Usage } from '../../contract/usage.ts';
import type { Docker } from '../docker/port.ts';
import { fail } from '../errors.ts';
import { readClaude } from './claude.ts';
import { codexReader } from './codex.ts';
import { readDroid } from './droid.ts';
import { readGemini } from './gemini.ts';
import { readOpencode } from './opencode.ts';
import { PRICE_LISTS } from './prices.ts';
import { recordsOf } from './records.ts';
import { NONSENSE, type Reader } from './spent.ts';
import { Tally } from './tally.ts';

/** Where an agent keeps its conversations, and how each of its files is read. */
interface Transcripts {
  readonly folder: string;
  readonly wants: (path: string) => boolean;
  readonly reader: () => Reader;
}

const isLines = (path: string): boolean => path.endsWith('.jsonl');

const TRANSCRIPTS: Readonly<Record<AgentKind, Transcripts | null>> = {
  // Those of its subagents lie in folders below.
  claude: { folder: '/home/node/.claude/projects', wants: isLines, reader: () => readClaude },
  codex: { folder: '/home/node/.codex/sessions', wants: isLines, reader: codexReader },
  gemini: {
    folder: '/home/node/.gemini/tmp',
    wants: (path) => path.split('/').includes('chats') && /\.jsonl?$/.test(path),
    reader: () => readGemini,
  },
  droid: {
    folder: '/home/node/.factory/sessions',
    wants: (path) => path.endsWith('.settings.json'),
    reader: () => readDroid,
  },
  opencode: { folder: '/home/node/.maestro/usage', wants: isLines, reader: () => readOpencode },
  custom: null,
};

/** Bounds of what is read of one container: all of it, one record, and how many files. */
export interface Bounds {
  readonly bytes: number;
  readonly record: number;
  readonly files: number;
}

const BOUNDS: Bounds = { bytes: 1024 ** 3, record: 32 * 1024 ** 2, files: 50_000 };

export type Read = Omit<Usage, 'name' | 'shortName' | 'agent'>;

/**
 * Reads what an agent has used from its conversation, in a container that may run or not. Whatever lies there is bounded:
 * what cannot be read is counted, and what is too much is left. DOCKER_FAILED, CONTAINER_NOT_FOUND.
 */
export async function readUsage(
  docker: Pick<Docker, 'pack'>,
  { id, agent, bounds = BOUNDS }: { readonly id: string; readonly agent: AgentKind; readonly bounds?: Bounds },
): Promise<Read> {
  const kept = TRANSCRIPTS[agent];
  const tally = new Tally();
  if (kept !== null) await readAll(tally, { archive: await docker.pack(id, kept.folder), kept, bounds });
  return {
    ...tally.sum(),
    prices: PRICE_LISTS[agent] ?? null,
    unreadable: kept === null ? 'A command of your own keeps no conversation that Maestro can read.' : null,
  };
}

interface Reading {
  readonly archive: NodeJS.ReadableStream | undefined;
  readonly kept: Transcripts;
  readonly bounds: Bounds;
}

async function readAll(tally: Tally, { archive, kept, bounds }: Reading): Promise<void> {
  if (archive === undefined) return;
  const entries = extract();
  const limit = limited(bounds.bytes);
  // Its failure is that of the entries too.
  pipeline(archive, limit, entries, () => undefined);
  let files = 0;
  try {
    for await (const entry of entries) {
      const path = posix.normalize(entry.header.name);
      const isWanted = entry.header.type === 'file' && kept.wants(path);
      if (isWanted && (files += 1) > bounds.files) throw new TooMuch();
      if (isWanted) await readFile(tally, { entry, read: kept.reader(), byLine: isLines(path), most: bounds.record });
      entry.resume();
    }
  } catch (error) {
    if (!(error instanceof TooMuch)) throw broken(error);
    tally.cut = true;
  } finally {
    entries.destroy();
  }
}

interface ReadingFile {
  readonly entry: AsyncIterable<unknown>;
  readonly read: Reader;
  readonly byLine: boolean;
  readonly most: number;
}

async function readFile(tally: Tally, { entry, read, ...how }: ReadingFile): Promise<void> {
  for await (const record of recordsOf(entry as AsyncIterable<Buffer>, how))
    if (record?.trim() !== '') tally.take(record === null ? NONSENSE : read(record));
}

/** There is more than is read. */
class TooMuch extends Error {}

function limited(most: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > most) done(new TooMuch());
      else done(null, chunk);
    },
  });
}

function broken(error: unknown): Error {
  return fail('DOCKER_FAILED', 'Its conversation could not be read to its end.', { detail: String(error) });
}
