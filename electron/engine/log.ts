import { closeSync, fstatSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
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

/** A full log is set aside as `.1`, in place of the one before. */
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Structured log, one JSON object a line, with every field that is named like a secret replaced. It and the one before
 * hold at most `maxBytes` each; several processes may write to one.
 */
export function createLog(file: string, maxBytes: number = MAX_BYTES): Log {
  const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`]);
  const options = { base: null, redact: { paths, censor: '[redacted]' } };
  const logger: Logger = pino(options, new Rotating(file, maxBytes));
  return logger;
}

class Rotating {
  readonly #file: string;
  readonly #maxBytes: number;
  #fd: number | null = null;

  constructor(file: string, maxBytes: number) {
    this.#file = file;
    this.#maxBytes = maxBytes;
  }

  write(line: string): void {
    writeSync(this.#writable(), line);
  }

  #writable(): number {
    this.#fd ??= this.#open();
    if (fstatSync(this.#fd).size < this.#maxBytes) return this.#fd;
    // Another process may have set it aside meanwhile: then the place holds another file already.
    if (statSync(this.#file, { throwIfNoEntry: false })?.ino === fstatSync(this.#fd).ino)
      renameSync(this.#file, `${this.#file}.1`);
    closeSync(this.#fd);
    return (this.#fd = this.#open());
  }

  #open(): number {
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    return openSync(this.#file, 'a', 0o600);
  }
}
