import type { ReactNode } from 'react';
import { IS_MAC, keycaps } from './chords.ts';

/** The keys of a chord such as `mod+k`, as they stand on this machine's keyboard; of an empty one nothing. */
export function Keys({ chord }: { readonly chord: string }): ReactNode {
  if (chord === '') return null;
  return (
    <span className="inline-flex shrink-0 gap-0.5">
      {keycaps(chord, IS_MAC).map((cap, index) => (
        <kbd
          key={index}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line bg-chrome px-1 font-sans text-small text-muted"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
