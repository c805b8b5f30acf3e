import { z } from 'zod';

/** Hard limits of a container. */
export const Limits = z.object({
  memoryBytes: z
    .int()
    .min(256 * 1024 * 1024)
    .max(1024 ** 4),
  cpus: z.number().min(0.1).max(512),
  pids: z.int().min(64).max(65_536),
});
export type Limits = z.infer<typeof Limits>;
