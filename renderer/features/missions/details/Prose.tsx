import type { ReactNode } from 'react';

/** Text of a plan, with its lines as they were written. */
export function Prose({ text }: { readonly text: string }): ReactNode {
  return <p className="break-words whitespace-pre-wrap">{text}</p>;
}
