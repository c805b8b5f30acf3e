import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { announcement, needingNames } from './announce.ts';

/** Tells a screen reader, politely, which containers began to need the user; nothing else is announced. */
export function Announcer({ containers }: { readonly containers: Snapshot['containers'] }): ReactNode {
  const [text, setText] = useState('');
  const before = useRef<readonly string[] | null>(null);
  useEffect(() => {
    const names = needingNames(containers);
    const said = before.current === null ? '' : announcement(containers, before.current, names);
    before.current = names;
    if (said !== '') setText(said);
  }, [containers]);
  return (
    <div aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}
