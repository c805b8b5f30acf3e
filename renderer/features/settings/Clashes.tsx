import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Shortcut } from '../../../electron/contract/shortcuts.ts';

/** What the same keys stand for, too. */
export function Clashes({ others }: { readonly others: readonly Shortcut[] }): ReactNode {
  return (
    <p className="flex items-center gap-1.5 text-warn">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <span>The same keys: {others.map(({ label, group }) => `${label} (${group})`).join(', ')}</span>
    </p>
  );
}
