import type { ReactNode } from 'react';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import { TRASH_DAYS } from '../../../electron/contract/trash.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { useSnapshot } from '../../client/store.ts';
import { AskSheet } from '../../ui/AskSheet.tsx';
import { count } from '../../ui/format.ts';
import { maestroLine } from '../../ui/shell.ts';
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
  const containers = names.flatMap((name) => all[name] ?? []);
  const one = containers.length === 1 ? containers[0] : undefined;
  return (
    <AskSheet
      title={one === undefined ? `Remove ${count(containers.length, 'container')}?` : `Remove ${one.shortName}?`}
      lines={consequences(containers)}
      command={maestroLine('cleanup', ...containers.map(({ shortName }) => shortName))}
      word={`Remove ${count(containers.length, 'container')}`}
      onDo={() => void removeContainers(containers.map(({ name }) => name))}
      onClose={onClose}
      note={
        <p className="text-muted">
          {one === undefined ? 'The containers go' : 'The container goes'} with gateway, network and volumes. Your
          project folders on this machine are not touched. {one === undefined ? 'Their' : 'Its'} work stays in the trash
          for {TRASH_DAYS} days: <code className="font-mono">maestro trash restore</code> brings it back.
        </p>
      }
    >
      {one === undefined && (
        <p className="break-words">
          {containers
            .slice(0, LISTED)
            .map(({ shortName }) => shortName)
            .join(', ')}
          {containers.length > LISTED && ` and ${containers.length - LISTED} more`}
        </p>
      )}
    </AskSheet>
  );
}
