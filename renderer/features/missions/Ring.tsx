import type { ReactNode } from 'react';
import type { Progress } from './mission/mission-select.ts';

const RADIUS = 8;
const LENGTH = 2 * Math.PI * RADIUS;

/** How much of something is done, as a ring; its words are for hover and for those who listen. */
export function Ring({ progress }: { readonly progress: Progress }): ReactNode {
  const { part, whole, words } = progress;
  const share = whole === 0 ? 0 : part / whole;
  return (
    <svg viewBox="0 0 20 20" role="img" aria-label={words} className="size-5 shrink-0 -rotate-90">
      <title>{words}</title>
      <circle cx="10" cy="10" r={RADIUS} fill="none" strokeWidth="3" className="stroke-line-strong/40" />
      {share > 0 && (
        <circle
          cx="10"
          cy="10"
          r={RADIUS}
          fill="none"
          strokeWidth="3"
          strokeDasharray={`${share * LENGTH} ${LENGTH}`}
          className={share === 1 ? 'stroke-good' : 'stroke-accent'}
        />
      )}
    </svg>
  );
}
