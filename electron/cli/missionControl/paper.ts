import { Writable } from 'node:stream';
import type { Size } from './drawing/panel.ts';

const BEGIN = '\u001b[?2026h';
const END = '\u001b[?2026l';
/** Columns by which Ink may find a row wider than it is. */
const MARGIN = 16;

interface Options {
  readonly write: (text: string) => void;
  readonly solid: boolean;
  readonly size: () => Size;
}

/**
 * What Ink writes its frames to. Ink would clear the whole screen for each frame that fills it; here only the rows
 * that changed are written, all at once where the terminal can do that, and nothing when nothing changed.
 */
export class Paper extends Writable {
  private shown: readonly string[] = [];
  private readonly options: Options;

  constructor(options: Options) {
    super({ decodeStrings: false });
    this.options = options;
  }

  /** Rows have their width when they come here. Ink, which may measure some sign wider, gets room to leave them so. */
  get columns(): number {
    return this.options.size().width + MARGIN;
  }

  /** The screen is not what was written any more: the next frame is written whole. */
  forget(): void {
    this.shown = [];
  }

  override _write(frame: string, _encoding: BufferEncoding, done: () => void): void {
    const rows = frame.split('\n');
    const fresh = this.shown.length !== rows.length;
    const changed = rows.flatMap((row, index) =>
      !fresh && row === this.shown[index] ? [] : [`\u001b[${index + 1};1H${this.painted(row)}`],
    );
    if (changed.length > 0) this.options.write(`${BEGIN}${fresh ? this.clear() : ''}${changed.join('')}${END}`);
    this.shown = rows;
    done();
  }

  private clear(): string {
    return `${this.options.solid ? SOLID : ''}\u001b[2J\u001b[0m`;
  }

  private painted(row: string): string {
    if (!this.options.solid) return row;
    return `${SOLID}${row.replaceAll('\u001b[39m', '\u001b[37m').replaceAll('\u001b[49m', '\u001b[40m')}\u001b[0m`;
  }
}

/** White on black, whatever the terminal's own colours are. */
const SOLID = '\u001b[37;40m';
