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

/**
 * Marks that turn the direction of writing, and such that take no room: text with them reads as what it is not. Spared are
 * the selector that makes a picture of the sign before it, and a joiner after a letter of a script that joins or after a picture.
 */
const DECEIVING =
  /(?:(?!\p{Join_Control}|\ufe0f)\p{Default_Ignorable_Code_Point}|(?<!\p{Extended_Pictographic})\ufe0f(?!(?<=[#*0-9]\ufe0f)\u20e3)|(?<![\u0250-\u{10ffff}])\p{Join_Control}|(?<=\p{Default_Ignorable_Code_Point})(?<!\p{Extended_Pictographic}\ufe0f)\p{Join_Control})+/gu;

/**
 * Text in which marks that turn the direction of writing or hide in it are `\ufffd`, one for a run of them. Joiners stay
 * where writing needs them: between letters of scripts that join, and in emoji.
 */
export function withVisibleMarks(text: string): string {
  return text.replace(DECEIVING, '\ufffd');
}

/** Text of agents and projects as it may be shown: controls and deceiving marks are visible. */
export function shownText(text: string): string {
  return withVisibleMarks(withVisibleControls(text));
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
