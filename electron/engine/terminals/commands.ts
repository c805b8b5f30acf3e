import type { Ending } from './protocol.ts';
import type { TerminalSize } from '../../contract/terminals.ts';
import type { Word } from './teller.ts';

/** A line for tmux in control mode, and how the answer to each of its commands ends. */
export interface Question {
  readonly line: string;
  readonly endings: readonly Ending[];
}

/** tmux's words about a pane that are numbers: no text of an agent is among them. */
export const FACTS = [
  'pane_width',
  'pane_height',
  'pane_pid',
  'cursor_x',
  'cursor_y',
  'cursor_flag',
  'alternate_on',
  'alternate_saved_x',
  'alternate_saved_y',
  'insert_flag',
  'keypad_cursor_flag',
  'keypad_flag',
  'wrap_flag',
  'scroll_region_upper',
  'scroll_region_lower',
  'mouse_standard_flag',
  'mouse_button_flag',
  'mouse_all_flag',
  'mouse_utf8_flag',
  'mouse_sgr_flag',
] as const;

/** The title that a program gave its pane; before that it is the name of the host, which says nothing here. */
const TITLE = '#{?#{==:#{pane_title},#{host}},,#{pane_title}}';

/** A line of keys stays far below what a tmux command may hold. */
const KEYS_IN_A_LINE = 512;
const PASTED_IN_A_LINE = 4096;

/** What a picture of a pane is asked with. */
interface Picture {
  readonly seal: string;
  /** Of the scrollback. */
  readonly lines: number;
  readonly then: readonly string[];
}

/**
 * Asks for all of a pane: its facts, then what `drawPicture` needs, at one moment. Each text that an agent wrote ends
 * with `seal`, which must be new and not to be guessed. `then` are commands of the same moment.
 */
export function pictureQuestion(target: string, { seal, lines, then }: Picture): Question {
  const facts = ['pane_id', 'window_id', ...FACTS].map((word) => `#{${word}}`).join(' ');
  const captures = [`-J -e -S -${lines}`, '-e -N', '-a -q -e -N', '-P'];
  const texts = [
    ...captures.map((flags) => `capture-pane -p ${flags} -t '${target}'`),
    `display-message -p -t '${target}' '${TITLE}'`,
  ];
  const sealed = texts.flatMap((command) => [command, `display-message -p '${seal}'`]);
  // The first alone fails where the pane is gone, and the others are not tried then.
  const isThere = `list-panes -F . -t '${target}'`;
  return {
    line: [isThere, `display-message -p -t '${target}' '${facts}'`, ...sealed, ...then].join(' ; '),
    endings: [null, null, ...texts.map(() => seal), ...then.map(() => null)],
  };
}

/** Types bytes into a pane as they are, whatever tmux's own keys mean. */
export function keyLines(pane: string, text: string): string[] {
  const bytes = [...Buffer.from(text, 'utf8')].map((byte) => byte.toString(16));
  return chunks(bytes, KEYS_IN_A_LINE).map((part) => `send-keys -t '${pane}' -H ${part.join(' ')}`);
}

/** The same for more than a person types: tmux handles keys one by one, and a buffer as a whole. */
export function bulkLines(pane: string, buffer: string, text: string): string[] {
  return bufferLines(buffer, text, `paste-buffer -r -d -b ${buffer} -t '${pane}'`);
}

/** Pastes a text: bracketed where the program in the pane asked for that, and line feeds as Enter. */
export function pasteLines(pane: string, buffer: string, text: string): string[] {
  return bufferLines(buffer, text, `paste-buffer -p -d -b ${buffer} -t '${pane}'`);
}

function bufferLines(buffer: string, text: string, use: string): string[] {
  // Each byte in octal: nothing in the text can end the quotes.
  const bytes = [...Buffer.from(text, 'utf8')].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  const fill = chunks(bytes, PASTED_IN_A_LINE).map(
    (part, index) => `set-buffer ${index === 0 ? '' : '-a '}-b ${buffer} -- "${part.join('')}"`,
  );
  return fill.length === 0 ? [] : [...fill, use];
}

/** Takes the pane out of tmux's copy mode, in which keys would be commands. */
export function leaveModes(pane: string): string {
  return `copy-mode -q -t '${pane}'`;
}

/** Makes this client the one that decides its window's size. The session is named anew since that is what tmux takes for use. */
export function claimLines(session: string, { cols, rows }: TerminalSize): string[] {
  return [`switch-client -t '=${session}:'`, `refresh-client -C ${cols}x${rows}`];
}

/** Has tmux say when another program runs in the pane: it starts on an empty screen, of which nothing is printed. */
export function followLine(pane: string): string {
  return `refresh-client -B 'program:${pane}:#{pane_pid}'`;
}

/** Hands the container's reporter a word: tmux does not count what comes through a control client as a key press. */
export function tellLine(word: Word): string {
  return `run-shell -b '/usr/local/lib/maestro/tell ${word}'`;
}

/** Asks that a pane's output waits until `continueLine`. */
export function pauseLine(pane: string): string {
  return `refresh-client -A '${pane}:pause'`;
}

/** Lets the output of a paused pane go on. */
export function continueLine(pane: string): string {
  return `refresh-client -A '${pane}:continue'`;
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
