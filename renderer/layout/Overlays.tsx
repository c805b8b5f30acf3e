import type { ReactNode } from 'react';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import type { Place } from '../client/place.ts';
import { useCurrentRow } from '../client/view.ts';
import { ChangeSheet } from '../features/container/ChangeSheet.tsx';
import { RestartSheet } from '../features/container/RestartSheet.tsx';
import { RemoveSheet } from '../features/fleet/RemoveSheet.tsx';
import { HelpSheet } from '../features/help/HelpSheet.tsx';
import { ImportSheet } from '../features/missions/sheets/ImportSheet.tsx';
import { OpenProjectSheet } from '../features/projects/OpenProjectSheet.tsx';
import { NewSheet } from '../features/newContainer/NewSheet.tsx';
import { Peek } from '../features/peek/Peek.tsx';
import { Palette } from '../features/palette/Palette.tsx';
import { ShortcutsSheet } from '../features/shortcuts/ShortcutsSheet.tsx';
import { KEYS_OF_ACTIONS, showKey } from '../features/settings/settings.ts';
import { closeOverlay, useOverlay } from '../client/overlay.ts';

interface OverlaysProps {
  readonly snapshot: Snapshot;
  readonly place: Place;
}

function changeKeys(): void {
  closeOverlay();
  showKey(KEYS_OF_ACTIONS);
}

/** The layer that is open over the page. */
export function Overlays({ snapshot, place }: OverlaysProps): ReactNode {
  const overlay = useOverlay((state) => state.overlay);
  const row = useCurrentRow(place);
  switch (overlay?.kind) {
    case undefined:
      return null;
    case 'new':
      return <NewSheet settings={snapshot.settings} onClose={closeOverlay} />;
    case 'palette': {
      const current = place.at === 'container' ? place.name : row;
      return <Palette snapshot={snapshot} current={current} onClose={closeOverlay} />;
    }
    case 'open-project':
      return <OpenProjectSheet settings={snapshot.settings} onClose={closeOverlay} />;
    case 'import-plan':
      return <ImportSheet onClose={closeOverlay} />;
    case 'shortcuts':
      return <ShortcutsSheet onClose={closeOverlay} onChange={changeKeys} />;
    case 'help':
      return <HelpSheet topic={overlay.topic} onClose={closeOverlay} />;
    case 'peek':
      return <Peek name={overlay.name} onClose={closeOverlay} />;
    case 'change':
      return <ChangeSheet name={overlay.name} onClose={closeOverlay} />;
    case 'restart':
      return <RestartSheet names={overlay.names} onClose={closeOverlay} />;
    case 'remove':
      return <RemoveSheet names={overlay.names} onClose={closeOverlay} />;
  }
}
