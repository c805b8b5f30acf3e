/** Apple's keyboards use Command where others use Control. */
export const IS_MAC = 'navigator' in globalThis && /Mac/.test(globalThis.navigator.userAgent);

/** The parts of a key press that matter. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Names a key press: `j`, `shift+j`, `mod+k`, `#`. `mod` is Command on a Mac and Control elsewhere. Undefined for others' chords. */
export function chordOf(press: Press, mac: boolean): string | undefined {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (other || press.altKey || ['Shift', 'Control', 'Meta', 'Alt', 'Dead'].includes(press.key)) return undefined;
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase();
  const letter = /^[a-z]$/.test(key);
  const shift = press.shiftKey && (letter || key.length > 1);
  return [mod ? 'mod' : '', shift ? 'shift' : '', key].filter((part) => part !== '').join('+');
}

const CAPS: Readonly<Record<string, string>> = {
  enter: 'Enter',
  escape: 'Esc',
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
  space: 'Space',
  home: 'Home',
  end: 'End',
  shift: 'Shift',
};

/** What stands on the keys of a chord. A space parts keys that are pressed one after the other. */
export function keycaps(chord: string, mac: boolean): string[] {
  return chord.split(/[+ ]/).map((key) => {
    if (key === 'mod') return mac ? '⌘' : 'Ctrl';
    if (key === 'ctrl') return 'Ctrl';
    return CAPS[key] ?? key.toUpperCase();
  });
}
