import { fail, MaestroError } from '../errors.ts';

interface ForeignError {
  readonly statusCode?: number;
  readonly code?: string;
  readonly syscall?: string;
  readonly message?: string;
  /** The socket, or the host that was tried. */
  readonly address?: string;
  readonly port?: number;
  readonly json?: { readonly message?: string } | null;
}

/** Of a connection that broke, or of a name that leads nowhere. */
const LOST = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EPROTO', 'ERR_STREAM_PREMATURE_CLOSE'],
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'],
]);
/** Of the parser of HTTP, where something else than Docker answers, and of TLS. */
const NOT_SPOKEN = /^(HPE|ERR_TLS|ERR_SSL|CERT|UNABLE_TO)_|_CERT(_IN_CHAIN)?$/;

/**
 * What the engine's API or its socket said, as a catalog error. Anything else is no failure of Docker's and stays as
 * it is: a mistake of ours must not read as "Docker does not answer".
 */
export function dockerFailure(error: unknown): unknown {
  if (error instanceof MaestroError || !(error instanceof Error)) return error;
  const { statusCode, message, json } = error as ForeignError;
  const said = json?.message ?? message ?? '';
  if (statusCode !== undefined) return refused(statusCode, said, error);
  return unreachable(error, said) ?? error;
}

function unreachable(error: ForeignError, said: string): MaestroError | undefined {
  const { code = '', syscall, address, port } = error;
  const at = address === undefined ? '' : ` at ${address}${port === undefined ? '' : `:${port}`}`;
  const details = { cause: error, detail: said };
  if (syscall === 'connect' && (code === 'EACCES' || code === 'EPERM'))
    return fail('DOCKER_DENIED', `You may not talk to the Docker engine${at}.`, details);
  const isLost = LOST.has(code) || NOT_SPOKEN.test(code) || (syscall === 'connect' && code === 'ENOENT');
  return isLost ? fail('DOCKER_UNREACHABLE', `The Docker engine does not answer${at}.`, details) : undefined;
}

function refused(statusCode: number, said: string, cause: Error): MaestroError {
  const details = { cause, detail: said };
  if (/no space left on device/i.test(said))
    return fail('DISK_FULL', 'The disk of the Docker engine is full.', details);
  if (/disk quota exceeded/i.test(said))
    return fail('CONTAINER_FULL', 'The Docker engine has no room for what the container may write.', details);
  if (statusCode === 404) return fail('CONTAINER_NOT_FOUND', `Docker does not have it: ${said}`, details);
  if (statusCode === 409 && /already in use/i.test(said))
    return fail('CONTAINER_NAME_TAKEN', 'That name is taken.', details);
  return fail('DOCKER_FAILED', `Docker refused: ${said}`, details);
}

/** What a program prints; a connection that breaks under it fails as a call does. */
export async function* translatedOutput(
  output: AsyncGenerator<Buffer, void, void>,
): AsyncGenerator<Buffer, void, void> {
  try {
    yield* output;
  } catch (error) {
    throw dockerFailure(error);
  }
}

/** The result of an API call; statuses in `fine` count as done. */
export async function translated<Result>(call: Promise<Result>, fine: readonly number[] = []): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    const status = (error as { statusCode?: number }).statusCode;
    if (status !== undefined && fine.includes(status)) return undefined as Result;
    throw dockerFailure(error);
  }
}
