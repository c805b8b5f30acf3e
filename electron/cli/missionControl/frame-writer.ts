const BEGIN = '\u001b[?2026h';
const END = '\u001b[?2026l';
const CLEAR = '\u001b[2J\u001b[0m';
/** White on black, whatever the terminal's own colours are. */
const SOLID = '\u001b[37;40m';

interface Options {
  readonly write: (text: string) => void;
  /** Paint every row white on black. */
  readonly solid: boolean;
}

export interface FrameWriter {
  /** Shows a frame whose rows have the terminal's width already. */
  readonly show: (frame: string) => void;
  /** The screen is not what was written any more: the next frame is written whole. */
  readonly forget: () => void;
}

/**
 * Writes frames to a terminal: only the rows that changed, all at once where the terminal can do that, and nothing when
 * nothing changed.
 */
export function frameWriter({ write, solid }: Options): FrameWriter {
  let shown: readonly string[] = [];
  return {
    show: (frame) => {
      const rows = frame.split('\n');
      const whole = shown.length !== rows.length;
      const changed = rows.flatMap((row, index) =>
        !whole && row === shown[index] ? [] : [`\u001b[${index + 1};1H${solid ? solidRow(row) : row}`],
      );
      const clear = whole ? `${solid ? SOLID : ''}${CLEAR}` : '';
      if (changed.length > 0) write(`${BEGIN}${clear}${changed.join('')}${END}`);
      shown = rows;
    },
    forget: () => {
      shown = [];
    },
  };
}

function solidRow(row: string): string {
  return `${SOLID}${row.replaceAll('\u001b[39m', '\u001b[37m').replaceAll('\u001b[49m', '\u001b[40m')}\u001b[0m`;
}
