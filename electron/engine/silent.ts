import type { Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

const nothing = (): void => undefined;

/** A log that keeps nothing. */
export const SILENT: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
