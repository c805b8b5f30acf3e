import { dockerFailure } from './failure.ts';
import { readLogLines } from './frames.ts';

/** Docker's call for what a container printed: all at once, or as a stream that goes on where it is followed. */
export type Logs = (id: string, wanted: Wanted) => Promise<Buffer | AsyncIterable<Buffer>>;

interface Wanted {
  readonly tail: number;
  /** Seconds since 1970, with a fraction; empty: from the beginning. */
  readonly since: string;
  readonly stdout: true;
  readonly stderr: boolean;
  readonly follow: boolean;
  readonly abortSignal?: AbortSignal;
}

interface Range {
  /** At most so many of the newest lines. */
  readonly tail: number;
  /** None from before this moment, as Docker writes it. */
  readonly since?: string;
}

/** Lines that a container printed on stdout, oldest first; those of stderr are among them where they are wanted. */
export async function printedLines(
  logs: Logs,
  id: string,
  { tail, since, stderr = false }: Range & { readonly stderr?: boolean },
): Promise<string[]> {
  const lines: string[] = [];
  try {
    const printed = await logs(id, { tail, since: unixTime(since), stdout: true, stderr, follow: false });
    for await (const line of readLogLines(chunks(printed))) lines.push(line);
  } catch (error) {
    throw dockerFailure(error);
  }
  return lines;
}

/** The same of stdout, then every new line, until the container ends or the signal aborts. */
export async function* followLines(
  logs: Logs,
  id: string,
  { tail, since, signal }: Range & { readonly signal: AbortSignal },
): AsyncGenerator<string, void, void> {
  const wanted = { tail, since: unixTime(since), stdout: true, stderr: false, follow: true } as const;
  try {
    yield* readLogLines(chunks(await logs(id, { ...wanted, abortSignal: signal })));
  } catch (error) {
    if (!signal.aborted) throw dockerFailure(error);
  }
}

function chunks(printed: Buffer | AsyncIterable<Buffer>): AsyncIterable<Buffer> | Iterable<Buffer> {
  return Buffer.isBuffer(printed) ? [printed] : printed;
}

/** Docker's RFC 3339 moment as seconds with all nine digits of its fraction, which a number could not hold. */
function unixTime(moment: string | undefined): string {
  if (moment === undefined) return '';
  const fraction = /\.(\d+)/.exec(moment)?.[1] ?? '0';
  return `${Math.floor(Date.parse(moment) / 1000)}.${fraction}`;
}
