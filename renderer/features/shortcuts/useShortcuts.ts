import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useRef } from 'react';
import { create } from 'zustand';
import { chordOf, IS_MAC } from '../../ui/chords.ts';
import { begins, handlerOf, type Handlers, shortcutsOf } from './shortcuts.ts';

const SEQUENCE_MS = 1500;
/** Keys that are held down a moment too long, and meant once. */
const ONCE: ReadonlySet<string> = new Set(['enter', 'space']);

/** The first key of a sequence that waits for its second. */
export const usePending = create<{ readonly key: string | null }>(() => ({ key: null }));

let timer: ReturnType<typeof setTimeout> | undefined;

/** Runs handlers on their keys while the caller is on screen; those of the caller that came last are asked first. */
export function useShortcuts(handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const listener = (): Handlers => latest.current;
    layers.push(listener);
    if (layers.length === 1) window.addEventListener('keydown', press);
    return () => {
      layers.splice(layers.indexOf(listener), 1);
      if (layers.length === 0) window.removeEventListener('keydown', press);
    };
  }, []);
}

const layers: (() => Handlers)[] = [];

/** What the keys of the places on screen do now, each once: what came last has it. */
export function handlersNow(): Handlers {
  return Object.assign({}, ...layers.map((layer) => layer())) as Handlers;
}

function press(event: KeyboardEvent): void {
  const chord = chordOf(event, IS_MAC);
  if (chord === undefined || event.defaultPrevented || (event.repeat && ONCE.has(chord))) return;
  if (!mayAct(event.target, chord)) return;
  const before = usePending.getState().key;
  const ids = shortcutsOf(chord, before);
  remember(null);
  const handler = layers
    .toReversed()
    .map((layer) => handlerOf(layer(), ids))
    .find((found) => found !== undefined);
  if (handler === undefined) {
    // A key that means nothing here may still begin a sequence: `h` goes left on a board, and begins `h c` elsewhere.
    if (before === null && begins(chord)) remember(chord);
    return;
  }
  event.preventDefault();
  handler(chord);
}

/** The same keys for one part of the page, while the focus is in it. It comes before what the place does with them. */
export function onKeys(handlers: Handlers): (event: ReactKeyboardEvent) => void {
  return (event) => {
    const chord = chordOf(event, IS_MAC);
    if (chord === undefined || usePending.getState().key !== null || !mayAct(event.target, chord)) return;
    const handler = handlerOf(handlers, shortcutsOf(chord, null));
    if (handler === undefined) return;
    event.preventDefault();
    handler(chord);
  };
}

function remember(key: string | null): void {
  clearTimeout(timer);
  usePending.setState({ key });
  if (key !== null)
    timer = setTimeout(() => {
      usePending.setState({ key: null });
    }, SEQUENCE_MS);
}

/** Text fields keep their letters, open layers keep their keys, buttons that are no rows keep Enter, and what scrolls keeps Space. */
function mayAct(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return true;
  if (target.closest('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null) return false;
  const typing = target.closest('input,textarea,select,[contenteditable="true"]') !== null;
  // What was typed is taken back by the field itself.
  if (typing) return chord.startsWith('mod+') && chord !== 'mod+z';
  if (chord === 'space') return target === document.body || target.hasAttribute('data-roving');
  if (chord === 'enter') return target.closest('button:not([data-roving]),a,summary,[role="tab"]') === null;
  return true;
}
