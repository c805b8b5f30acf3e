import { z } from 'zod';
import { parseSize } from '../contract/limits.ts';

const CPUS = 'Give a number such as 2 or 1.5.';
const PIDS = 'Give a whole number such as 512.';

/** Flags that say a container’s limits. */
export const LimitFlags = z.object({
  memory: z.string().transform(bytesOf).optional(),
  cpus: z.coerce.number(CPUS).positive(CPUS).optional(),
  pids: z.coerce.number(PIDS).int(PIDS).optional(),
});

/** Bytes of `4g`; zod names the flag when there are none. */
function bytesOf(text: string, check: z.core.$RefinementCtx<string>): number {
  const bytes = parseSize(text);
  if (bytes === undefined) check.addIssue('Give a size such as 512m or 4g.');
  return bytes ?? 0;
}
