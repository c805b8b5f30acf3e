import { type ReactNode, useRef } from 'react';
import { IN_WINDOW } from '../../client/link.ts';
import { openOverlay } from '../../client/overlay.ts';
import { Button } from '../../ui/Button.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { shortcutsNow } from './shortcuts.ts';

const COLUMNS = [
  ['Anywhere', 'New container', 'Terminal'],
  ['Lists', 'Inbox', 'Fleet', 'Agent'],
  ['Missions', 'Review', 'Credentials', 'Storage', 'Usage'],
] as const;

/** Chords that a browser keeps for itself. */
const BROWSERS_OWN: readonly string[] = ['mod+n', 'mod+1', 'mod+2', 'mod+3', 'mod+4', 'mod+5'];

const MANY = 3;

interface SheetProps {
  readonly onClose: () => void;
  /** Leads to where they are changed. */
  readonly onChange: () => void;
}

/** Every key that does something. */
export function ShortcutsSheet({ onClose, onChange }: SheetProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  return (
    <Sheet title="Shortcuts" open onClose={onClose} focus={list} width="w-270">
      <div
        ref={list}
        tabIndex={0}
        role="group"
        aria-label="Shortcuts"
        className="grid gap-x-10 overflow-y-auto px-5 pb-5 outline-none sm:grid-cols-2 lg:grid-cols-3"
      >
        {COLUMNS.map((groups) => (
          <div key={groups[0]}>
            {groups.map((group) => (
              <Group key={group} group={group} />
            ))}
          </div>
        ))}
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onChange}>Change keys</Button>
        <Button onClick={() => openOverlay({ kind: 'help' })}>Help topics</Button>
      </footer>
    </Sheet>
  );
}

function Group({ group }: { readonly group: string }): ReactNode {
  return (
    <section className="mb-4">
      <h3 className="mb-1 font-semibold">{group}</h3>
      {shortcutsNow()
        .filter((shortcut) => shortcut.group === group)
        .map(({ id, keys, label }) => (
          <div key={id} className="flex min-h-7 items-center justify-between gap-4">
            <span className="text-muted">{label}</span>
            <span className="flex shrink-0 gap-2">
              <Caps keys={keys} />
            </span>
          </div>
        ))}
    </section>
  );
}

/** Each key that does it; a row of many by its ends. */
function Caps({ keys }: { readonly keys: readonly string[] }): ReactNode {
  if (keys.length === 0) return <span className="text-muted">no key</span>;
  const own = keys.filter((key) => IN_WINDOW || !BROWSERS_OWN.includes(key));
  const [first, last] = [own[0], own.at(-1)];
  if (own.length <= MANY || first === undefined || last === undefined)
    return own.map((key) => <Keys key={key} chord={key} />);
  return (
    <>
      <Keys chord={first} /> to <Keys chord={last} />
    </>
  );
}
