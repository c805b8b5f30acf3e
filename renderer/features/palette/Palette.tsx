import { Dialog } from '@base-ui/react/dialog';
import { Command, useCommandState } from 'cmdk';
import { type ReactNode, useMemo, useState } from 'react';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { StateBadge } from '../container/StateBadge.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { Layer } from '../../ui/Layer.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { handlersNow } from '../shortcuts/useShortcuts.ts';
import { offersNow } from '../shortcuts/useOffers.ts';
import { perform } from './perform.ts';
import { entries } from './entries-select.ts';
import { type Entry, PALETTE_GROUPS } from './entry.ts';
import { found } from './found-select.ts';

interface PaletteProps {
  readonly snapshot: Snapshot;
  /** The container that actions are about. */
  readonly current: string | null;
  readonly onClose: () => void;
}

const SHOWN = 60;

/** Containers and actions by name, each with the command line that does the same. */
export function Palette({ snapshot, current, onClose }: PaletteProps): ReactNode {
  const [typed, setTyped] = useState('');
  const all = useMemo(
    () => entries(snapshot, { current, handlers: handlersNow(), offers: offersNow() }),
    [snapshot, current],
  );
  const fitting = useMemo(() => found(all, typed).slice(0, SHOWN), [all, typed]);
  return (
    <Layer open onLeave={onClose}>
      <Dialog.Popup
        aria-label="Command palette"
        className="fixed inset-x-0 top-[12vh] z-40 mx-auto w-160 max-w-[calc(100vw-2rem)] overflow-hidden rounded-xl border border-line bg-raised shadow-sheet outline-none"
      >
        <Command label="Command palette" shouldFilter={false} loop>
          <Command.Input
            autoFocus
            value={typed}
            onValueChange={setTyped}
            placeholder="Go to a container or a mission, or do something"
            className="h-12 w-full border-b border-line bg-transparent px-4 text-title outline-none"
          />
          <Command.List aria-label="Found" className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5">
            <Command.Empty className="px-3 py-6 text-center text-muted">Nothing fits “{typed}”.</Command.Empty>
            {PALETTE_GROUPS.map((group) => {
              const lines = fitting.filter((entry) => entry.group === group);
              if (lines.length === 0) return null;
              return (
                <Command.Group
                  key={group}
                  heading={group}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-muted"
                >
                  {lines.map((entry) => (
                    <Command.Item
                      key={entry.id}
                      value={entry.id}
                      onSelect={() => {
                        onClose();
                        perform(entry.act, snapshot);
                      }}
                      className="flex h-8 items-center gap-3 rounded-md px-2.5 data-[selected=true]:bg-hover"
                    >
                      <Line entry={entry} snapshot={snapshot} />
                    </Command.Item>
                  ))}
                </Command.Group>
              );
            })}
          </Command.List>
          <Foot lines={fitting} />
        </Command>
      </Dialog.Popup>
    </Layer>
  );
}

function Line({ entry, snapshot }: { readonly entry: Entry; readonly snapshot: Snapshot }): ReactNode {
  const container = snapshot.containers[entry.id];
  const chord = entry.shortcut === undefined ? entry.keys : keyOf(entry.shortcut);
  return (
    <>
      {container !== undefined && <StateBadge state={container.state} className="w-28 shrink-0" />}
      <span className="max-w-3/5 shrink-0 truncate">{entry.label}</span>
      <span className="ml-auto min-w-0 truncate text-muted">{entry.aside}</span>
      {chord !== undefined && <Keys chord={chord} />}
    </>
  );
}

/** What the prefixes mean, and the command of the chosen line. */
function Foot({ lines }: { readonly lines: readonly Entry[] }): ReactNode {
  const at = useCommandState((state) => state.value);
  const command = lines.find((entry) => entry.id === at)?.command;
  return (
    <p className="flex h-8 items-center justify-between gap-4 border-t border-line bg-chrome px-4 text-small text-muted">
      <span className="shrink-0">
        <code className="font-mono">&gt;</code> actions, <code className="font-mono">@</code> containers,{' '}
        <code className="font-mono">#</code> missions
      </span>
      {command != null && <code className="truncate font-mono text-code">{command}</code>}
    </p>
  );
}
