import type { ReactNode } from 'react';
import { hintParts } from './hints.ts';

/** A hint with its commands set as code. */
export function HintText({ hint }: { readonly hint: string }): ReactNode {
  return hintParts(hint).map(({ text, command }, index) =>
    command ? (
      <code key={index} className="font-mono text-code text-ink">
        {text}
      </code>
    ) : (
      text
    ),
  );
}
