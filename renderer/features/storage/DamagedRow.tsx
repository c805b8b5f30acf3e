import type { ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import type { TrashList } from '../../../electron/contract/trash.ts';
import { Button } from '../../ui/Button.tsx';

interface DamagedRowProps {
  readonly damaged: TrashList['damaged'][number];
  readonly onDoom: () => void;
}

/** A folder of the trash that cannot be read, and why. It stays until somebody removes it. */
export function DamagedRow({ damaged: { id, why }, onDoom }: DamagedRowProps): ReactNode {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line/70 px-4 py-3 last:border-b-0">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <div className="min-w-0 flex-1 basis-80">
        <p className="font-medium break-words">{id}</p>
        <p className="break-words text-muted">It cannot be read, and is never emptied by itself. {why}</p>
      </div>
      <Button look="risky" className="-mr-2.5" aria-label={`Remove for good: ${id}`} onClick={onDoom}>
        Remove for good…
      </Button>
    </li>
  );
}
