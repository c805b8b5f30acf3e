import type { ReactNode } from 'react';
import type { Picture } from '../../../../electron/contract/files.ts';
import type { Review } from '../../../../electron/contract/review.ts';
import { sizeText } from '../../../../electron/contract/text.ts';
import { PictureShown } from '../../../ui/PictureShown.tsx';

/** A picture as it was beside what it is, on a ground that shows where one can look through it. */
export function Pictures({ before, after }: NonNullable<Review['pictures']>): ReactNode {
  return (
    <div className="grid gap-4 px-4 pb-3 @min-[36rem]:grid-cols-2">
      <Side word="Before" picture={before} />
      <Side word="After" picture={after} />
    </div>
  );
}

function Side({ word, picture }: { readonly word: string; readonly picture: Picture | null }): ReactNode {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-small text-muted">
        {word}
        {picture !== null && `, ${sizeText(picture.bytes)}`}
      </figcaption>
      {picture === null ? <p className="text-muted">No picture.</p> : <PictureShown picture={picture} word={word} />}
    </figure>
  );
}
