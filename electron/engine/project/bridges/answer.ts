import { Worker } from 'node:worker_threads';
import type { Author, BridgeAnswer, BridgeCall } from '../../../contract/authors.ts';
import type { Context } from '../../context.ts';

/** A busy machine takes its time. */
const LIMIT_MS = 60_000;
const MOST_CHARS = 1_000_000;
const MOST_MEGABYTES = 256;
/** What a command ends with that was stopped from outside, as `timeout` says it. */
const STOPPED = 124;
/** The command line limits itself to what this agent may do: see `cli/agents/`. */
const AUTHOR = 'MAESTRO_AUTHOR';

/**
 * Runs a command of the command line for an agent, in a thread that has nothing of this process but its project's files, and
 * answers what it printed. One that takes too long, or too much, is ended.
 */
export async function answerCall(context: Context, author: Author, { id, words }: BridgeCall): Promise<BridgeAnswer> {
  const worker = new Worker(context.paths.cli, {
    argv: [...words],
    env: { PATH: process.env['PATH'], [AUTHOR]: JSON.stringify(author) },
    stdin: true,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  worker.stdin?.end();
  const printed = { out: '', err: '' };
  worker.stdout.on('data', (chunk: Buffer) => (printed.out = cut(printed.out + String(chunk))));
  worker.stderr.on('data', (chunk: Buffer) => (printed.err = cut(printed.err + String(chunk))));
  const limit = AbortSignal.any([context.closing, AbortSignal.timeout(LIMIT_MS)]);
  const stop = (): void => void worker.terminate();
  limit.addEventListener('abort', stop);
  try {
    const code = await ended(worker);
    if (!limit.aborted) return { id, ...printed, code };
    return { id, out: '', err: 'error: It took too long, and was stopped.\n', code: STOPPED };
  } catch (error) {
    context.log.warn({ container: author.container, err: error }, 'a command of an agent failed');
    return { id, out: '', err: 'error: It failed on the host, whose log says how.\n', code: 1 };
  } finally {
    limit.removeEventListener('abort', stop);
  }
}

function ended(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject).on('exit', resolve);
  });
}

function cut(text: string): string {
  return text.slice(0, MOST_CHARS);
}
