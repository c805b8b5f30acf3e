import type { Context } from '../context.ts';
import { fail } from '../errors.ts';

/** A busy machine takes its time. */
const LIMIT_MS = 120_000;
/** Nothing that is meant to be read is longer; a program may print without end. */
const MOST_BYTES = 1024 ** 2;

interface Run {
  /** The container's id. */
  readonly id: string;
  readonly command: readonly string[];
  readonly user: string;
  readonly input?: string;
  readonly limitMs?: number;
  readonly mostBytes?: number;
}

/**
 * Runs a program in a running container to its end, and answers what it printed on both of its streams, no more than `mostBytes`, a MiB.
 * Whoever may act there can stop it for ever: CONTAINER_SILENT where it does not end within two minutes, or `limitMs`.
 */
export async function runInside(
  { docker, closing }: Pick<Context, 'docker' | 'closing'>,
  { id, command, user, input = '', limitMs = LIMIT_MS, mostBytes = MOST_BYTES }: Run,
): Promise<string> {
  const held = await docker.hold(id, command, { user });
  const limit = AbortSignal.timeout(limitMs);
  const either = AbortSignal.any([closing, limit]);
  const over = new Promise<never>((_, reject) => {
    const end = (): void => reject(closing.aborted ? (closing.reason as Error) : silent(command[0], limitMs));
    if (either.aborted) end();
    else either.addEventListener('abort', end, { once: true });
  });
  try {
    if (input !== '') held.write(input);
    return await Promise.race([readAll(held.output, mostBytes), over]);
  } finally {
    held.release();
  }
}

/** What is read past the end is left. */
async function readAll(output: AsyncIterable<Buffer>, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of output) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
}

function silent(program = '', limitMs: number): Error {
  return fail('CONTAINER_SILENT', `${program} in the container did not end within ${Math.round(limitMs / 1000)} s.`);
}
