import type { Notice } from '../../contract/notices.ts';
import { shownText } from '../../contract/text.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const BELL = '\u0007';
const END = '\u001b\\';

/** Terminals that show a notification of OSC 9, by what they call themselves. */
const OF_NINE = new Set(['iTerm.app', 'WezTerm', 'ghostty', 'WarpTerminal']);

/**
 * What calls a person through their own terminal (pure): a notification where it is known to show one, and a bell where
 * not. A multiplexer between them takes the bell alone, for a sequence of another terminal would not get through.
 */
export function terminalCall({ title, body }: Pick<Notice, 'title' | 'body'>, env: Environment): string {
  const { TERM = '', TERM_PROGRAM = '' } = env;
  if (TERM === '' || TERM === 'dumb') return '';
  if (env['TMUX'] !== undefined || /^(screen|tmux)/.test(TERM)) return BELL;
  if (env['VTE_VERSION'] !== undefined || /^(rxvt|foot)/.test(TERM))
    return `\u001b]777;notify;${words(title)};${words(body)}${END}`;
  if (OF_NINE.has(TERM_PROGRAM) || /^xterm-(kitty|ghostty)/.test(TERM))
    return `\u001b]9;${words(title)}: ${words(body)}${END}`;
  return BELL;
}

/** Semicolons part the fields of a sequence, and of OSC 9 make other commands. */
function words(text: string): string {
  return shownText(text).replaceAll(/\s+/g, ' ').replaceAll(';', ',');
}
