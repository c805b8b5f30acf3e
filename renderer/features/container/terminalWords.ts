import type { Container } from '../../../electron/contract/containers.ts';
import type { TerminalSize, TerminalWindow } from '../../../electron/contract/terminals.ts';
import { shownText } from '../../../electron/contract/text.ts';

/** Says that another window decides the size; undefined where this one does. */
export function otherSize(drawn: TerminalSize | null, own: TerminalSize | null): string | undefined {
  if (drawn === null || own === null || (drawn.cols === own.cols && drawn.rows === own.rows)) return undefined;
  return `${drawn.cols} × ${drawn.rows}, as in another window: type or click here for this one’s size`;
}

/** How a viewer ended. */
export function endWords(window: TerminalWindow, code: number | null): string {
  if (code === null) return 'The connection to this terminal ended. The agent was not touched.';
  return window === 'shell' ? 'The shell has ended.' : 'The agent’s window was closed.';
}

/** How the agent of a container ended; undefined while it runs, or where that is not known. */
export function agentEnd(container: Container | undefined): string | undefined {
  const agentProcess = container?.agentProcess;
  if (agentProcess?.state !== 'exited') return undefined;
  const { exitCode } = agentProcess;
  const signal = exitCode > 128 ? ` (signal ${exitCode - 128})` : '';
  return `The agent ended with exit code ${exitCode}${signal}. Its last screen is kept.`;
}

/** Which match of how many is marked: `3 of 128`. Beyond `most` they are not counted. */
export function foundWords({ index, total }: { readonly index: number; readonly total: number }, most: number): string {
  if (total === 0) return 'No match';
  const all = total >= most ? `${most}+` : String(total);
  return index < 0 ? `${all} matches` : `${index + 1} of ${all}`;
}

const TITLE_CHARS = 120;

/** A program's title as it may be shown: it is text that an agent wrote, and as long as that liked. */
export function titleWords(title: string): string {
  const words = shownText(title).replace(/\s+/g, ' ').trim();
  const chars = Array.from(words);
  return chars.length <= TITLE_CHARS ? words : `${chars.slice(0, TITLE_CHARS - 1).join('')}…`;
}
