import { pino, type Logger } from 'pino';
import type { Log } from './silent.ts';

const SECRET_KEYS = [
  'token',
  'accessToken',
  'refreshToken',
  'password',
  'secret',
  'authorization',
  'cookie',
  'credential',
];

/** Structured log, one JSON object a line, with every field that is named like a secret replaced. */
export function createLog(file: string): Log {
  const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`]);
  const options = { base: null, redact: { paths, censor: '[redacted]' } };
  const logger: Logger = pino(options, pino.destination({ dest: file, mkdir: true, sync: true, mode: 0o600 }));
  return logger;
}
