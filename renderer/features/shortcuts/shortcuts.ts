import { keymapOf, type Shortcut, type ShortcutId, SHORTCUTS } from '../../../electron/contract/shortcuts.ts';
import { useMaestro } from '../../client/store.ts';

/** What is done on a key; it is told the chord, since several may stand for the same. */
export type Handlers = Partial<Record<ShortcutId, (chord: string) => void>>;

let keymap: readonly Shortcut[] = SHORTCUTS;
let appChords = appChordsOf(SHORTCUTS);

// Before anything is drawn of a snapshot, so that all of it shows the keys that hold.
useMaestro.subscribe(({ snapshot }, before) => {
  const wishes = snapshot?.settings.desktop.keys;
  if (wishes === undefined || wishes === before.snapshot?.settings.desktop.keys) return;
  keymap = keymapOf(wishes);
  appChords = appChordsOf(keymap);
});

/** Every action with the keys that hold now. */
export function shortcutsNow(): readonly Shortcut[] {
  return keymap;
}

/** Whether a chord stays with the app even while a terminal has the keys. */
export function isAppChord(chord: string): boolean {
  return appChords.has(chord);
}

function appChordsOf(all: readonly Shortcut[]): ReadonlySet<string> {
  const anywhere = all.flatMap(({ keys, group }) => (group === 'Anywhere' || group === 'Agent' ? keys : []));
  return new Set(anywhere.filter((key) => key.startsWith('mod+')));
}

/** The first key that stands for a shortcut, for menus and tooltips. */
export function keyOf(id: ShortcutId): string {
  return keymap.find((shortcut) => shortcut.id === id)?.keys[0] ?? '';
}

/** Keys that only walk, or that choose by their number; what they do has no name of its own. */
const WALKING: ReadonlySet<ShortcutId> = new Set<ShortcutId>([
  ...([
    'palette',
    'down',
    'up',
    'first',
    'last',
    'left',
    'right',
    'extend-down',
    'extend-up',
    'back',
    'answer',
  ] as const),
]);

/** What these handlers do, by name and first key: every action that a place offers now. */
export function actionsOf(handlers: Handlers): readonly { readonly id: ShortcutId; readonly label: string }[] {
  return keymap.filter(({ id }) => handlers[id] !== undefined && !WALKING.has(id));
}

/** What a chord may mean, after an earlier one (`g`) or alone: each place gives some of its keys a meaning of its own. */
export function shortcutsOf(chord: string, before: string | null): ShortcutId[] {
  const wanted = before === null ? chord : `${before} ${chord}`;
  return keymap.filter(({ keys }) => keys.includes(wanted)).map(({ id }) => id);
}

/** What of these handlers a chord asks for. */
export function handlerOf(handlers: Handlers, ids: readonly ShortcutId[]): Handlers[ShortcutId] {
  return ids.map((id) => handlers[id]).find((handler) => handler !== undefined);
}

/** The second keys that may follow a first one, and what they do. */
export function sequencesOf(first: string): { readonly key: string; readonly label: string }[] {
  return keymap.flatMap(({ keys, label }) =>
    keys.filter((key) => key.startsWith(`${first} `)).map((key) => ({ key: key.slice(first.length + 1), label })),
  );
}

/** Whether a chord begins a sequence of two. */
export function begins(chord: string): boolean {
  return keymap.some(({ keys }) => keys.some((key) => key.startsWith(`${chord} `)));
}
