import type { z } from 'zod';
import { type Call, UsageError } from '../table/command.ts';

/** The flags of a call, checked by their schema; what it refuses is a usage error that names the flag. */
export function readFlags<Schema extends z.ZodType>(schema: Schema, call: Call): z.output<Schema> {
  const result = schema.safeParse(call.flags);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = String(issue?.path[0] ?? 'input');
  throw new UsageError(`--${name}: ${issue?.message ?? 'not understood'}`, 'maestro help shows what a command takes.');
}
