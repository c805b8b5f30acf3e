import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { leaveDemo, LOOKS_AT_DEMO, openDemo } from '../../client/demo.ts';
import { go, MISSIONS } from '../../client/place.ts';
import { useView } from '../../client/view.ts';
import { openOverlay } from '../../client/overlay.ts';
import { startContainers, stopContainers } from '../container/actions.ts';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { handlersNow } from '../shortcuts/useShortcuts.ts';
import { offersNow } from '../shortcuts/useOffers.ts';
import { useDoctor } from '../doctor/doctor.ts';
import type { Act, Deed } from './entry.ts';

/** Does what a line of the palette stands for. */
export function perform(act: Act, snapshot: Snapshot): void {
  if ('shortcut' in act) {
    // After the palette has given the focus back, and by what the place says then: rows may have gone.
    setTimeout(() => handlersNow()[act.shortcut]?.(keyOf(act.shortcut)));
    return;
  }
  if ('label' in act) {
    setTimeout(() =>
      offersNow()
        .find(({ label }) => label === act.label)
        ?.run(),
    );
    return;
  }
  if ('name' in act) {
    const name = snapshot.containers[act.name]?.name;
    if (name === undefined) return;
    if (act.kind === 'open') go({ at: 'container', name, window: 'agent' });
    if (act.kind === 'start') void startContainers([name]);
    if (act.kind === 'stop') void stopContainers([name]);
    if (act.kind === 'remove') openOverlay({ kind: 'remove', names: [name] });
    return;
  }
  if ('mission' in act) go({ ...MISSIONS, project: act.project, mission: act.mission });
  else if ('topic' in act) openOverlay({ kind: 'help', topic: act.topic });
  else if ('project' in act) go({ ...MISSIONS, project: act.project });
  else DEEDS[act.kind]();
}

const DEEDS: Readonly<Record<Deed, () => void>> = {
  new: () => openOverlay({ kind: 'new' }),
  shortcuts: () => openOverlay({ kind: 'shortcuts' }),
  inbox: () => go({ at: 'inbox' }),
  fleet: () => go({ at: 'fleet' }),
  missions: () => go(MISSIONS),
  review: () => go({ at: 'review', name: null }),
  'import-plan': () => {
    go(MISSIONS);
    openOverlay({ kind: 'import-plan' });
  },
  'open-project': () => openOverlay({ kind: 'open-project' }),
  system: () => go({ at: 'system' }),
  isolation: () => go({ at: 'system', tab: 'isolation' }),
  credentials: () => go({ at: 'system', tab: 'credentials' }),
  storage: () => go({ at: 'system', tab: 'storage' }),
  settings: () => go({ at: 'system', tab: 'settings' }),
  usage: () => go({ at: 'system', tab: 'usage' }),
  topics: () => go({ at: 'system', tab: 'help' }),
  about: () => go({ at: 'system', tab: 'about' }),
  demo: () => (LOOKS_AT_DEMO ? leaveDemo() : openDemo()),
  dense: () => useView.setState(({ dense }) => ({ dense: !dense })),
  reader: () => useView.setState(({ screenReader }) => ({ screenReader: !screenReader })),
  doctor: () => {
    go({ at: 'system' });
    useDoctor.getState().runDoctor();
  },
  images: () => {
    go({ at: 'system' });
    useDoctor.getState().buildImages();
  },
  base: () => {
    go({ at: 'system' });
    useDoctor.getState().makeBase();
  },
};
