import { withVisibleControls } from '../../contract/text.ts';
import { FACTS } from './commands.ts';
import { withKnownTitles } from './titles.ts';

/** What tmux says about a pane in ids and numbers. */
export type Facts = Readonly<Record<(typeof FACTS)[number], number>> & {
  readonly pane: string;
  readonly window: string;
};

/** A pane as tmux holds it. */
export interface Captured {
  readonly facts: Facts;
  /** History and screen, each wrapped line in one. */
  readonly all: string;
  /** The screen, row by row. */
  readonly screen: string;
  /** The screen behind the alternate one, row by row; empty without one. */
  readonly behind: string;
  /** The beginning of a control sequence of which the end has not come yet. */
  readonly begun: string;
  /** What its program called it; empty where it did not. */
  readonly title: string;
}

/** Reads the answer to `pictureQuestion`. Undefined when it is none: then the pane is gone. */
export function readCaptured(texts: readonly string[]): Captured | undefined {
  const [, words, all, screen, behind, begun, title] = texts;
  if (words === undefined || all === undefined || screen === undefined) return undefined;
  const facts = readFacts(words);
  if (facts === undefined) return undefined;
  return { facts, all, screen, behind: behind ?? '', begun: withKnownTitles(begun ?? ''), title: title ?? '' };
}

/** Synchronized output: nothing of it is shown before the rest is there. */
const AT_ONCE = '\u001b[?2026h';
const ALL_OF_IT = '\u001b[?2026l';

/**
 * The text that draws a pane on a terminal of its size that may show anything: scrollback, screen, the screen behind
 * an alternate one, cursor and modes.
 */
export function drawPicture({ facts, all, screen, behind, begun, title }: Captured): string {
  const { pane_height: rows } = facts;
  const primary = `\u001bc${AT_ONCE}\u001b]2;${withVisibleControls(title)}\u0007${lines(all).join('\r\n')}`;
  if (facts.alternate_on === 0)
    return primary + modes(facts) + place(facts.cursor_x, facts.cursor_y) + ALL_OF_IT + begun;
  // The alternate screen was drawn where the other one belongs, only to push the history up.
  const other = `\u001b[m\u001b[H\u001b[2J${rowsOf(behind, rows)}${place(facts.alternate_saved_x, facts.alternate_saved_y)}`;
  return primary + other + alternate(facts, screen) + ALL_OF_IT + begun;
}

/** The text that draws the screen alone, above which the scrollback stays as it is. */
export function drawScreen({ facts, screen, behind, begun }: Captured): string {
  const { pane_height: rows } = facts;
  const clear = '\u001b[!p\u001b[m\u001b[r\u001b[H\u001b[2J';
  const primary = `\u001b[?1049l${clear}${rowsOf(facts.alternate_on === 0 ? screen : behind, rows)}`;
  if (facts.alternate_on === 0) return primary + modes(facts) + place(facts.cursor_x, facts.cursor_y) + begun;
  return `${primary}${place(facts.alternate_saved_x, facts.alternate_saved_y)}${alternate(facts, screen)}${begun}`;
}

function readFacts(words: string): Facts | undefined {
  const [pane = '', window = '', ...numbers] = words.split(' ');
  if (!/^%\d+$/.test(pane) || !/^@\d+$/.test(window) || numbers.length !== FACTS.length) return undefined;
  const values = FACTS.map((name, index) => [name, Number.parseInt(numbers[index] ?? '', 10) || 0] as const);
  return { ...(Object.fromEntries(values) as Record<(typeof FACTS)[number], number>), pane, window };
}

function alternate(facts: Facts, screen: string): string {
  const drawn = `\u001b[?1049h\u001b[m\u001b[H\u001b[2J${rowsOf(screen, facts.pane_height)}`;
  return drawn + modes(facts) + place(facts.cursor_x, facts.cursor_y);
}

function lines(text: string): string[] {
  return text.split('\n');
}

/** Each row at its own place, so that a character of another width shifts nothing below it. */
function rowsOf(text: string, rows: number): string {
  return lines(text)
    .slice(0, rows)
    .map((line, index) => `\u001b[${index + 1};1H${line}`)
    .join('');
}

function place(x: number, y: number): string {
  return `\u001b[${y + 1};${x + 1}H`;
}

/** DEC modes and what in tmux's facts tells of them. */
const MODES: readonly (readonly [(typeof FACTS)[number], number])[] = [
  ['keypad_cursor_flag', 1],
  ['cursor_flag', 25],
  ['wrap_flag', 7],
  ['mouse_standard_flag', 1000],
  ['mouse_button_flag', 1002],
  ['mouse_all_flag', 1003],
  ['mouse_utf8_flag', 1005],
  ['mouse_sgr_flag', 1006],
];

function modes(facts: Facts): string {
  const dec = MODES.map(([name, mode]) => `\u001b[?${mode}${facts[name] === 0 ? 'l' : 'h'}`).join('');
  const region = `\u001b[${facts.scroll_region_upper + 1};${facts.scroll_region_lower + 1}r`;
  const insert = `\u001b[4${facts.insert_flag === 0 ? 'l' : 'h'}`;
  return `\u001b[m${dec}${insert}\u001b${facts.keypad_flag === 0 ? '>' : '='}${region}`;
}
