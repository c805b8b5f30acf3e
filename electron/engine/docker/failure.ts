import { fail, MaestroError } from '../errors.ts';

interface ApiError {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message?: string;
  readonly json?: { readonly message?: string } | null;
}

/** What the engine's API or its socket said, as a catalog error. */
export function dockerFailure(error: unknown): MaestroError {
  if (error instanceof MaestroError) return error;
  const { statusCode, code, message = '', json } = error as ApiError;
  const said = json?.message ?? message;
  const details = { cause: error, ...(said === '' ? {} : { detail: said }) };
  if (code === 'EACCES' || code === 'EPERM')
    return fail('DOCKER_DENIED', 'You may not talk to the Docker engine.', details);
  if (statusCode === undefined) return fail('DOCKER_UNREACHABLE', 'The Docker engine does not answer.', details);
  if (/no space left on device/i.test(said))
    return fail('DISK_FULL', 'The disk of the Docker engine is full.', details);
  if (statusCode === 404) return fail('CONTAINER_NOT_FOUND', `Docker does not have it: ${said}`, details);
  if (statusCode === 409 && /already in use/i.test(said))
    return fail('CONTAINER_NAME_TAKEN', 'That name is taken.', details);
  return fail('DOCKER_FAILED', `Docker refused: ${said}`, details);
}
