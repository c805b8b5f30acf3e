/** Everything that a terminal could take for a command, but for tab and line feed. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const PICTURES = 0x2400;
const DELETE = 0x7f;

/**
 * Text with its control characters made visible (`ESC` becomes `␛`), so that nothing in it can end a paste, press a key
 * or command a terminal. Line ends become line feeds; tabs and line feeds stay.
 */
export function withVisibleControls(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(CONTROL, (control) => {
    const code = control.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(PICTURES + code);
    return code === DELETE ? '\u2421' : '\ufffd';
  });
}

/** Marks that turn the direction of writing, and such that take no room: text with them reads as what it is not. */
const DECEIVING =
  /(?:[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]|[\u{e0000}-\u{e007f}]|(?<![\u0250-\u{10ffff}])[\u200c\u200d])+/gu;

/**
 * Text of agents and projects as it may be shown: controls are visible, and marks that turn the direction of writing or
 * hide in it become `\ufffd`, one for a run of them. Joiners stay where writing needs them: between letters of scripts that
 * join, and in emoji.
 */
export function shownText(text: string): string {
  return withVisibleControls(text).replace(DECEIVING, '\ufffd');
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in decimal units, as disks and downloads are told: `999 B`, `34.2 MB`, `184 GB`. */
export function sizeText(bytes: number): string {
  const rounded = Number(bytes.toPrecision(3));
  const power = rounded < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(rounded) / 3));
  const value = rounded / 1000 ** power;
  return `${value.toFixed(power === 0 || value >= 100 ? 0 : 1)} ${UNITS[power] ?? 'TB'}`;
}

/** A word as a shell takes it: quoted only when it has to be. */
export function shellWord(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A path as git prints it, as it is: git quotes one that holds more than plain ASCII, with escapes for its bytes (pure). */
export function unquotedPath(printed: string): string {
  if (!printed.startsWith('"')) return printed;
  const bytes = printed
    .slice(1, -1)
    .replaceAll(/\\([0-7]{3}|.)/g, (_, code: string) =>
      code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code),
    );
  return new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
}
