import type { ComponentProps, ReactNode } from 'react';
import { useClock } from './clock.ts';
import { age, elapsed } from './format.ts';

/** How long ago something was, kept up to date. */
export function Age({ at, ...props }: ComponentProps<'time'> & { readonly at: string }): ReactNode {
  const text = useClock((now) => age(at, now));
  return (
    <time {...props} dateTime={at}>
      {text}
    </time>
  );
}

/** How long something has been going on. */
export function Elapsed({ since }: { readonly since: string }): ReactNode {
  const text = useClock((now) => elapsed(Math.max(0, now - Date.parse(since))));
  return <time dateTime={since}>{text}</time>;
}
