import { type ReactNode, useState } from 'react';
import type { Picture } from '../../electron/contract/files.ts';

interface PictureShownProps {
  readonly picture: Picture;
  /** What it is, for who does not see it. */
  readonly word: string;
}

/** A picture that somebody else made, with its width and height, no larger than there is room. */
export function PictureShown({ picture: { type, base64 }, word }: PictureShownProps): ReactNode {
  const [state, setState] = useState<string | null>(null);
  return (
    <>
      <img
        src={`data:${type};base64,${base64}`}
        alt={word}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setState(`${naturalWidth} × ${naturalHeight}`)}
        onError={() => setState('It cannot be drawn.')}
        className="checkered max-h-[60vh] max-w-full rounded-sm border border-line object-contain"
      />
      {state !== null && <p className="tabular mt-1 text-small text-muted">{state}</p>}
    </>
  );
}
