import type { z } from 'zod';
import { refusalOf } from '../../contract/flaws.ts';
import { type Call, UsageError } from './command.ts';

/** The flags of a call, checked by their schema; what it refuses is a usage error that names the flag. */
export function readFlags<Schema extends z.ZodType>(schema: Schema, call: Call): z.output<Schema> {
  const result = schema.safeParse(call.flags);
  if (result.success) return result.data;
  throw new UsageError(`--${refusalOf(result.error.issues)}`, 'maestro help shows what a command takes.');
}

/** The one container that a command is about. */
export function oneContainer({ args: [wanted, ...more] }: Call, command: string): string {
  if (wanted !== undefined && more.length === 0) return wanted;
  throw new UsageError(`"maestro ${command}" takes one container.`, `maestro ${command} NAME`);
}
