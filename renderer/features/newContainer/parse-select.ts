import { split } from 'shlex';

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** `4g`, `512m`, `1.5 GB` in bytes; undefined for anything else. */
export function parseMemory(text: string): number | undefined {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?\s*$/i.exec(text);
  if (found === null) return undefined;
  return Math.round(Number(found[1]) * (UNITS[(found[2] ?? '').toLowerCase()] ?? 1));
}

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
