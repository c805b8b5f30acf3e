import {
  clashesWith,
  isRebindable,
  keymapOf,
  readKeyWish,
  type Shortcut,
  type ShortcutId,
  SHORTCUTS,
} from '../../../electron/contract/shortcuts.ts';

/** An action with its keys, as they hold. */
export interface Binding {
  readonly shortcut: Shortcut;
  readonly isOwn: boolean;
  /** Actions that its keys stand for, too. */
  readonly clashes: readonly Shortcut[];
}

/** Every action that may have other keys, by the place where they act (pure). */
export function bindingsOf(
  wishes: readonly string[],
): { readonly group: Shortcut['group']; readonly bindings: readonly Binding[] }[] {
  const keymap = keymapOf(wishes);
  const bindings = keymap.filter(isRebindable).map((shortcut): Binding => {
    const own = SHORTCUTS.find(({ id }) => id === shortcut.id);
    const isOwn = shortcut.keys.join(',') === own?.keys.join(',');
    // What Maestro gave two meanings itself is meant so.
    const clashes = shortcut.keys.flatMap((keys) => clashesWith(keymap, shortcut.id, keys));
    return { shortcut, isOwn, clashes: clashes.filter((other) => !isGiven(shortcut, other)) };
  });
  const groups = [...new Set(bindings.map(({ shortcut: { group } }) => group))];
  return groups.map((group) => ({ group, bindings: bindings.filter(({ shortcut }) => shortcut.group === group) }));
}

function isGiven(one: Shortcut, other: Shortcut): boolean {
  const given = (shortcut: Shortcut): boolean =>
    SHORTCUTS.some(({ id, keys }) => id === shortcut.id && keys === shortcut.keys);
  return given(one) && given(other);
}

/** What pressed keys would do for an action (pure). */
export interface Taken {
  readonly keys: string;
  readonly refusal: string | null;
  readonly clashes: readonly Shortcut[];
}

export function takenKeys(wishes: readonly string[], id: ShortcutId, pressed: readonly string[]): Taken {
  const keys = pressed.join(' ');
  const wish = readKeyWish(`${id} ${keys}`);
  const refusal = 'refusal' in wish ? wish.refusal : null;
  return { keys, refusal, clashes: keys === '' ? [] : clashesWith(keymapOf(wishes), id, keys) };
}
