import type { ReactNode } from 'react';
import type { ShortcutId } from '../../../electron/contract/shortcuts.ts';
import { Keys } from '../../ui/Keys.tsx';
import { keyOf, shortcutsNow } from './shortcuts.ts';

/** How an action is reached, at the beginning of a sentence: by its key, or by its name where its user gave it none. */
export function Press({ id }: { readonly id: ShortcutId }): ReactNode {
  const chord = keyOf(id);
  if (chord === '') return <>Choose “{shortcutsNow().find((shortcut) => shortcut.id === id)?.label}”</>;
  return (
    <>
      Press <Keys chord={chord} />
    </>
  );
}
