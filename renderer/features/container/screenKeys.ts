import type { Terminal } from '@xterm/xterm';
import { chordOf, IS_MAC } from '../../ui/chords.ts';
import { isAppChord } from '../shortcuts/shortcuts.ts';

/** What a terminal's own keys do. */
export interface ScreenKeys {
  readonly onCopy: () => void;
  readonly onFind: () => void;
  readonly onLeave: () => void;
  readonly onScroll: (where: 'start' | 'end') => void;
}

/** The keys of copy and paste on this machine. */
export const COPY_KEYS = IS_MAC ? 'mod+c' : 'mod+shift+c';
export const PASTE_KEYS = IS_MAC ? 'mod+v' : 'mod+shift+v';

/** Answers whether the terminal's program may have a key. What it may not goes on to the page. */
export function ownKey(event: KeyboardEvent, term: Terminal, keys: ScreenKeys): boolean {
  if (event.type !== 'keydown') return true;
  if (event.key === 'Escape' && event.ctrlKey && event.shiftKey) return act(event, keys.onLeave);
  if (event.code === 'KeyF' && event.ctrlKey && event.shiftKey) return act(event, keys.onFind);
  const chord = chordOf(event, IS_MAC);
  // Without a selection too: browsers have tools of their own on this key.
  if (chord === COPY_KEYS) return act(event, keys.onCopy);
  if (chord === PASTE_KEYS) return false;
  if (event.shiftKey && !event.ctrlKey && !event.altKey && term.buffer.active.type === 'normal') {
    if (event.key === 'Home') return act(event, () => keys.onScroll('start'));
    if (event.key === 'End') return act(event, () => keys.onScroll('end'));
  }
  return chord === undefined || !isAppChord(chord);
}

function act(event: KeyboardEvent, run: () => void): false {
  event.preventDefault();
  run();
  return false;
}
