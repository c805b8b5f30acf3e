import { type ReactNode, useRef } from 'react';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import { TRASH_DAYS } from '../../../electron/contract/trash.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { useSnapshot } from '../../client/store.ts';
import { Button } from '../../ui/Button.tsx';
import { count } from '../../ui/format.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { removeContainers } from '../container/actions.ts';
import { consequences } from './removal-select.ts';

const NONE: Snapshot['containers'] = {};
const LISTED = 8;

interface RemoveSheetProps {
  readonly names: readonly ContainerName[];
  readonly onClose: () => void;
}

/** Asks before containers go, and says in counts what goes with them. */
export function RemoveSheet({ names, onClose }: RemoveSheetProps): ReactNode {
  const all = useSnapshot((snapshot) => snapshot.containers, NONE);
  const cancel = useRef<HTMLButtonElement>(null);
  const containers = names.flatMap((name) => all[name] ?? []);
  const one = containers.length === 1 ? containers[0] : undefined;
  return (
    <Sheet
      title={one === undefined ? `Remove ${count(containers.length, 'container')}?` : `Remove ${one.shortName}?`}
      role="alertdialog"
      open
      onClose={onClose}
      width="w-116"
      focus={cancel}
    >
      <div className="min-h-0 overflow-y-auto px-5 pb-1">
        {one === undefined && (
          <p className="mb-2 break-words">
            {containers
              .slice(0, LISTED)
              .map(({ shortName }) => shortName)
              .join(', ')}
            {containers.length > LISTED && ` and ${containers.length - LISTED} more`}
          </p>
        )}
        <ul className="space-y-1">
          {consequences(containers).map((line) => (
            <li key={line} className="flex gap-2">
              <span aria-hidden className="mt-2 size-1 shrink-0 rounded-full bg-line-strong" />
              {line}
            </li>
          ))}
        </ul>
        <p className="mt-3 text-muted">
          {one === undefined ? 'The containers go' : 'The container goes'} with gateway, network and volumes. Your
          project folders on this machine are not touched. {one === undefined ? 'Their' : 'Its'} work stays in the trash
          for {TRASH_DAYS} days: <code className="font-mono">maestro trash restore</code> brings it back.
        </p>
      </div>
      <footer className="mt-4 flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button ref={cancel} onClick={onClose}>
          Keep
        </Button>
        <Button
          look="danger"
          onClick={() => {
            void removeContainers(containers.map(({ name }) => name));
            onClose();
          }}
        >
          Remove {count(containers.length, 'container')}
        </Button>
      </footer>
    </Sheet>
  );
}
