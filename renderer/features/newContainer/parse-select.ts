import { split } from 'shlex';

/**
 * A command line as program and arguments: quotes and backslashes group as in a shell, no variable is expanded. A `$`
 * before a quote is a `$`, and a no-break space, as documents have them, is a blank. Undefined when a quote stays open.
 */
export function parseCommand(line: string): string[] | undefined {
  try {
    return split(line.replaceAll(OUTSIDE_QUOTES, (part) => PLAIN[part] ?? part));
  } catch {
    return undefined;
  }
}

/** Escaped and quoted parts, which stay as they are, and what the parser reads otherwise than a person means it. */
const OUTSIDE_QUOTES = /\\[^]|'[^']*'|"(?:\\[^]|[^"\\])*"|\$(?=['"])|[\u00a0\u2007\u202f]/g;

const PLAIN: Readonly<Record<string, string>> = { $: '\\$', '\u00a0': ' ', '\u2007': ' ', '\u202f': ' ' };
