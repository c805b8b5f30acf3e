import { emitKeypressEvents, type Key } from 'node:readline';
import { isColoured } from './output/output.ts';
import { harmless } from './output/harmless.ts';
import { cutTo } from './output/text.ts';

/** Where a menu stands: the row that Enter takes, and the digits that were typed. */
export interface Place {
  readonly at: number;
  readonly digits: string;
}

/** What a key does (pure): another place, a choice, or the end without one. */
export function pressed({ at, digits }: Place, { name = '', ctrl }: Key, count: number): Place | 'take' | 'leave' {
  if (name === 'escape' || name === 'q' || (ctrl === true && (name === 'c' || name === 'd'))) return 'leave';
  if (name === 'return' || name === 'enter') return 'take';
  if (name === 'up' || name === 'k') return { at: (at - 1 + count) % count, digits: '' };
  if (name === 'down' || name === 'j') return { at: (at + 1) % count, digits: '' };
  if (name === 'home') return { at: 0, digits: '' };
  if (name === 'end') return { at: count - 1, digits: '' };
  if (!/^\d$/.test(name)) return { at, digits };
  const [whole, alone] = [digits + name, name];
  const typed = [whole, alone].find((text) => Number(text) >= 1 && Number(text) <= count);
  return typed === undefined ? { at, digits: '' } : { at: Number(typed) - 1, digits: typed };
}

/**
 * A menu on this terminal, drawn on stderr: arrows or a number move, Enter takes, Esc leaves. Answers the chosen index;
 * undefined when the user left it.
 */
export async function menu(rows: readonly string[]): Promise<number | undefined> {
  const { stdin } = process;
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.resume();
  let place: Place = { at: 0, digits: '' };
  const draw = drawing(rows);
  draw(place);
  try {
    return await new Promise((resolve) => {
      stdin.on('keypress', (_: string, key: Key) => {
        const next = pressed(place, key, rows.length);
        if (next === 'take') resolve(place.at);
        else if (next === 'leave') resolve(undefined);
        else draw((place = next));
      });
      stdin.once('end', () => resolve(undefined));
    });
  } finally {
    stdin.removeAllListeners('keypress');
    stdin.setRawMode(false);
    stdin.pause();
  }
}

const KEYS = 'Arrows or a number choose, Enter takes it, Esc leaves.';

/** Draws each place over the one before it: as many rows as the terminal has room for, around the chosen one. */
function drawing(rows: readonly string[]): (place: Place) => void {
  const digits = String(rows.length).length;
  let height = 0;
  return ({ at }) => {
    const room = Math.max(3, process.stderr.rows - 2);
    const first = Math.max(0, Math.min(at - Math.floor(room / 2), rows.length - room));
    const shown = rows.slice(first, first + room).map((row, index) => {
      const number = first + index;
      const line = `${number === at ? '>' : ' '} ${String(number + 1).padStart(digits)}  ${harmless(row)}`;
      return lit(cutTo(line, Math.max(20, process.stderr.columns - 1)), number === at);
    });
    const up = height === 0 ? '' : `\u001b[${height}A\u001b[J`;
    process.stderr.write(`${up}${[...shown, KEYS].join('\n')}\n`);
    height = shown.length + 1;
  };
}

function lit(line: string, isChosen: boolean): string {
  return isChosen && isColoured(process.stderr) ? `\u001b[1m${line}\u001b[0m` : line;
}
