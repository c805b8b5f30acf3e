import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Correction } from '../../../contract/memory.ts';
import type { Proposal } from '../../../contract/proposals.ts';
import { score, taskTokens } from '../memory/rules.ts';

const MOST_CHARS = 1_000;
const MOST_KEYWORDS = 5;
const LEAST_LETTERS = 4;
/** A correction is about something that fits it so well. */
const FITS = 0.3;

/** What is proposed, before anybody decided about it. */
export type Proposed = Pick<Proposal, 'id' | 'kind' | 'text' | 'keywords' | 'globs' | 'because'>;

/** How people put it when an agent did what they did not want. */
const OBJECTS = [
  /^\s*(no|nope|wrong|stop|never|always|instead|rather|not like that)\b/i,
  /^\s*(please\s+)?(do not|don[’']?t|never|always)\b/i,
  /\buse\b[^.\n]{1,80}\b(instead|rather)\b/i,
  /\binstead of\b/i,
  /\bnot\b[^.\n]{1,40}\bbut\b/i,
];

/** Whether words to an agent correct it (pure). */
export function isCorrection(text: string): boolean {
  const first = text.slice(0, MOST_CHARS);
  return OBJECTS.some((pattern) => pattern.test(first));
}

/** What was said to an agent, as a correction (pure). */
export function fromWords(text: string, { container, at }: { container: string; at: string }): Proposed {
  return {
    id: idOf(['said', container, at, text]),
    ...{ kind: 'correction', text: shortened(text), keywords: keywordsOf(text), globs: [] },
    because: `You said so to the agent of ${container}.`,
  };
}

/** A comment on work that was resolved, as a correction (pure). */
export function fromComment(
  { id, text, path }: { id: string; text: string; path: string },
  container: string,
): Proposed {
  return {
    id: idOf(['comment', container, id]),
    ...{ kind: 'correction', text: shortened(text), keywords: keywordsOf(text), globs: [globOf(path)] },
    because: `You resolved this comment on ${path} of ${container}.`,
  };
}

interface Mended {
  readonly assertion: string;
  readonly command: string;
  /** Why it was no pass, as words. */
  readonly flaws: readonly string[];
  readonly failedAt: string;
  readonly passedAt: string;
}

/** A check that failed and passes since, as a learning (pure). */
export function fromMended({ assertion, command, flaws, failedAt, passedAt }: Mended): Proposed {
  const text = `${assertion}: ${command} failed (${flaws.join('; ')}) at ${failedAt.slice(0, 12)}, and passes since ${passedAt.slice(0, 12)}.`;
  return {
    id: idOf(['proof', assertion, failedAt]),
    ...{ kind: 'learning', text: shortened(text), keywords: [], globs: [] },
    because: `Its check failed first, and passes now.`,
  };
}

/** The corrections that are about the same as this text and path (pure). */
export function about(
  corrections: readonly Correction[],
  { text, paths }: { readonly text: string; readonly paths: readonly string[] },
): string[] {
  const occasion = { tokens: taskTokens(text), paths };
  return corrections.filter((one) => score(one, occasion) >= FITS).map(({ id }) => id);
}

function keywordsOf(text: string): string[] {
  const words = taskTokens(text.slice(0, MOST_CHARS)).filter(
    (word) => word.length >= LEAST_LETTERS && !/^\d+$/.test(word) && !FILLERS.has(word),
  );
  return [...new Set(words)].slice(0, MOST_KEYWORDS);
}

/** Words of the correcting itself. */
const FILLERS: ReadonlySet<string> = new Set([
  'instead',
  'rather',
  'always',
  'never',
  'please',
  'wrong',
  'stop',
  'make',
  'like',
]);

/** The files beside it of the same kind. */
function globOf(path: string): string {
  const { dir, ext, base } = posix.parse(path);
  return posix.join(dir, ext === '' ? base : `*${ext}`);
}

function shortened(text: string): string {
  const flat = text.trim();
  return flat.length <= MOST_CHARS ? flat : `${flat.slice(0, MOST_CHARS - 1)}…`;
}

function idOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12);
}
