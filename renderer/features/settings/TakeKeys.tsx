import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { ShortcutId } from '../../../electron/contract/shortcuts.ts';
import { Button } from '../../ui/Button.tsx';
import { chordOf, IS_MAC } from '../../ui/chords.ts';
import { Keys } from '../../ui/Keys.tsx';
import { Clashes } from './Clashes.tsx';
import { takenKeys } from './keyboard-select.ts';

interface TakeKeysProps {
  readonly id: ShortcutId;
  readonly label: string;
  readonly wishes: readonly string[];
  readonly onTake: (keys: readonly string[]) => void;
  readonly onLeave: () => void;
}

/** As many as stand for one action, one after the other. */
const MOST = 2;

/** Takes the keys that are pressed, until they are taken with Enter, or left with Escape. */
export function TakeKeys({ id, label, wishes, onTake, onLeave }: TakeKeysProps): ReactNode {
  const [pressed, setPressed] = useState<readonly string[]>([]);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { keys, refusal, clashes } = takenKeys(wishes, id, pressed);
  const take = (): void => {
    if (keys !== '' && refusal === null) onTake([keys]);
  };
  const press = (event: KeyboardEvent): void => {
    const chord = chordOf(event, IS_MAC);
    if (chord === undefined || chord === 'tab' || chord === 'shift+tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (chord === 'escape') onLeave();
    else if (chord === 'enter') take();
    else if (chord === 'backspace') setPressed(pressed.slice(0, -1));
    else setPressed(pressed.length === MOST ? [chord] : [...pressed, chord]);
  };
  return (
    <div className="my-1 space-y-2 rounded-lg border border-line bg-chrome p-3">
      <div
        ref={field}
        role="application"
        tabIndex={0}
        aria-label={`Keys for: ${label}`}
        onKeyDown={press}
        className="flex min-h-7 items-center gap-2 rounded-md border border-line-strong bg-surface px-2"
      >
        {keys === '' ? (
          <span className="text-muted">
            Press the keys, or two one after the other. <Keys chord="enter" /> takes them, <Keys chord="escape" />{' '}
            leaves it as it is.
          </span>
        ) : (
          <Keys chord={keys} />
        )}
      </div>
      <div role="status">
        {keys !== '' && refusal !== null && <p className="text-bad">{refusal}</p>}
        {clashes.length > 0 && <Clashes others={clashes} />}
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Button look="primary" disabled={keys === '' || refusal !== null} onClick={take}>
          Take these
        </Button>
        <Button onClick={() => onTake([])}>No key</Button>
        <Button look="quiet" onClick={onLeave}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
