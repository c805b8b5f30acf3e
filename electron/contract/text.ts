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
