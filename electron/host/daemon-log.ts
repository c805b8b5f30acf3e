import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { shownText } from '../contract/text.ts';
import { parseJson } from '../contract/json.ts';
import { readBytes } from '../engine/disk/read.ts';
import { statAt } from '../engine/disk/stat.ts';

const AGAIN_MS = 500;
const LEVELS: Readonly<Record<number, string>> = { 30: 'INFO', 40: 'WARN', 50: 'ERROR' };

/** The last lines of a log of ours as people read them: time, level, text, and why something failed. */
export function lastLines(file: string, count: number): string[] {
  const whole = [`${file}.1`, file].map((path) => readBytes(path)?.toString('utf8') ?? '').join('');
  return count === 0 ? [] : whole.split('\n').filter(Boolean).slice(-count).map(shownLine);
}

/** What is written to a log from now on, also after it was set aside, until the signal aborts. */
export async function* followLog(file: string, signal: AbortSignal): AsyncGenerator<string, void, void> {
  let place = { ino: statAt(file)?.ino, at: statAt(file)?.size ?? 0 };
  let rest = '';
  while (!signal.aborted) {
    const found = statAt(file);
    if (found?.ino !== place.ino) place = { ino: found?.ino, at: 0 };
    const text = found === undefined ? '' : await readFrom(file, place.at);
    place.at += Buffer.byteLength(text);
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter(Boolean).map(shownLine);
    await delay(AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function readFrom(file: string, at: number): Promise<string> {
  await using handle = await open(file);
  const { size } = await handle.stat();
  const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(Math.max(0, size - at)), position: at });
  // Only whole lines, so that no character is cut.
  const end = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
  return buffer.toString('utf8', 0, end);
}

function shownLine(line: string): string {
  const { time, level, msg, err } = recordOf(line);
  if (typeof time !== 'number') return shownText(line);
  const why = err?.message === undefined ? '' : `: ${err.message}`;
  return shownText(
    `${new Date(time).toISOString()} [${LEVELS[level ?? 30] ?? 'INFO'}] ${msg ?? ''}${why}`.replaceAll('\n', ' '),
  );
}

interface LogLine {
  readonly time?: number;
  readonly level?: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string };
}

function recordOf(line: string): LogLine {
  try {
    const record: LogLine | null = parseJson(line) as LogLine | null;
    return record ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
