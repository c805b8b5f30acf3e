import { z } from 'zod';

/** Hard limits of a container. */
export const Limits = z.object({
  memoryBytes: z
    .int('Give memory such as 4g or 512m.')
    .min(256 * 1024 * 1024, 'Give memory from 256m to 1024g.')
    .max(1024 ** 4, 'Give memory from 256m to 1024g.'),
  cpus: z
    .number('Give CPUs such as 2 or 1.5.')
    .min(0.1, 'Give CPUs from 0.1 to 512.')
    .max(512, 'Give CPUs from 0.1 to 512.'),
  pids: z
    .int('Give a whole number of processes.')
    .min(64, 'Give processes from 64 to 65536.')
    .max(65_536, 'Give processes from 64 to 65536.'),
});
export type Limits = z.infer<typeof Limits>;

const SIZES: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** Bytes of a size such as `4g`, `512m`, `1.5GiB` or `1048576`; units are powers of 1024, as Docker has them. Undefined for anything else. */
export function parseSize(text: string): number | undefined {
  const found = /^(\d{1,16}(?:\.\d{1,9})?)\s*(?:([bkmgt])(?:i?b)?)?$/i.exec(text.trim());
  if (found === null) return undefined;
  const bytes = Math.round(Number(found[1]) * (SIZES[(found[2] ?? 'b').toLowerCase()] ?? 1));
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** A size as a person writes it: the largest unit that gives a whole number. */
export function formatSize(bytes: number): string {
  const unit = ['t', 'g', 'm', 'k'].find((name) => bytes > 0 && bytes % (SIZES[name] ?? 1) === 0);
  return unit === undefined ? String(bytes) : `${bytes / (SIZES[unit] ?? 1)}${unit}`;
}
