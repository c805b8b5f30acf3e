import type { Load } from '../../../electron/contract/load.ts';
import { memory } from '../../ui/format.ts';

/** Readings that a row keeps while it is on screen: a minute of them. */
const POINTS = 30;

/** What a container has used while its row was on screen, the newest last. */
export interface LoadHistory {
  readonly points: readonly Load[];
}

/** The history with what was read now; the same reading twice is one. */
export function withLoad(history: LoadHistory | undefined, load: Load): LoadHistory {
  const points = history?.points ?? [];
  if (points.at(-1)?.at === load.at) return { points };
  return { points: [...points, load].slice(-POINTS) };
}

interface Box {
  readonly width: number;
  readonly height: number;
}

/** The points of a line in a box for shares from 0 to 1, the newest at the right; what is not known leaves no point. */
export function sparkline(shares: readonly (number | null)[], { width, height }: Box): string {
  const step = width / (POINTS - 1);
  const from = width - step * (shares.length - 1);
  return shares
    .flatMap((share, index) => {
      if (share === null) return [];
      const y = height - Math.min(1, Math.max(0, share)) * height;
      return [`${round(from + index * step)},${round(y)}`];
    })
    .join(' ');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** How much of a limit is used, in percent: `70%`; below one percent of it, `<1%`. */
export function shareText(share: number | null): string {
  if (share === null) return '–';
  const percent = Math.round(share * 100);
  return percent === 0 && share > 0 ? '<1%' : `${percent}%`;
}

/** The same with what it is a share of, in a sentence. */
export function loadWords(load: Load, limits: { readonly cpus: number; readonly memoryBytes: number }): string {
  const cpus =
    load.cpus === null ? 'CPU not known yet' : `${load.cpus.toFixed(load.cpus < 10 ? 2 : 0)} of ${limits.cpus} CPU`;
  return `${cpus}, ${memory(load.memoryBytes)} of ${memory(limits.memoryBytes)} memory`;
}
