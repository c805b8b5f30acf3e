import type { Compiled, Correction, LintWarning, RatchetSuite } from '../../../contract/memory.ts';

const STOP_WORDS = new Set(
  (
    'a about above after again against all also am an and any are as at be because been before being below between both ' +
    'but by can could did do does doing down during each few for from further had has have having he her here hers him ' +
    'his how i if in into is it its just me more most my no nor not now of off on once only or other our out over own ' +
    's same she should so some such t than that the their them then there these they this those through to too under ' +
    'until up us very was we were what when where which while who whom why will with would you your'
  ).split(' '),
);

const KEEP = 0.3;
const MOST = 10;
const KEYWORD_WEIGHT = 0.7;
const GLOB_WEIGHT = 0.3;

/** The words of a task that say what it is about. */
export function taskTokens(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\W+/)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word));
}

/** Whether a word, in lower case, says nothing about a task. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

interface Occasion {
  readonly tokens: readonly string[];
  readonly paths: readonly string[];
}

/** How well a correction fits an occasion, 0 to 1. */
export function score(correction: Correction, { tokens, paths }: Occasion): number {
  const { keywords, fileGlobs } = correction.trigger;
  const matched = keywords.filter((keyword) => matches(keyword.toLowerCase(), tokens)).length;
  const keywordScore = keywords.length === 0 ? 0 : matched / keywords.length;
  const globs = fileGlobs.map(globPattern);
  const globScore = paths.some((path) => globs.some((glob) => glob.test(path))) ? 1 : 0;
  return KEYWORD_WEIGHT * keywordScore + GLOB_WEIGHT * globScore;
}

function matches(keyword: string, tokens: readonly string[]): boolean {
  return keyword !== '' && tokens.some((token) => token.includes(keyword) || keyword.includes(token));
}

/** The corrections to bring up: those that fit, best first, then the hard ones, ten at most. Corrections come newest first. */
export function recall(corrections: readonly Correction[], occasion: Occasion): Correction[] {
  const scored = corrections.map((correction) => ({ correction, score: score(correction, occasion) }));
  const fitting = scored.filter((entry) => entry.score >= KEEP).sort((left, right) => right.score - left.score);
  const always = scored
    .filter((entry) => entry.score < KEEP && entry.correction.severity === 'hard')
    .sort((left, right) => right.score - left.score);
  return [...fitting, ...always].slice(0, MOST).map((entry) => entry.correction);
}

/**
 * `*` stays inside a folder, `**` does not; `?`, `[…]` and `{a,b}` as in a shell, and nothing else. Our own, because
 * picomatch reads `(a|b)` and `*(…)` as regular expressions, of which some take half a minute for one path: the globs of a
 * project come from whoever wrote its memory.
 */
export function globPattern(given: string): RegExp {
  // Several of them in a row say the same as one, and take a pattern ever longer to give up.
  const glob = given.replaceAll(/(?:\*\*\/){2,}/g, '**/').replaceAll(/\*{3,}/g, '**');
  let pattern = '';
  let braces = 0;
  for (let at = 0; at < glob.length; at += 1) {
    const rest = glob.slice(at);
    const set = /^\[[!^]?[^\]]+\]/.exec(rest)?.[0];
    if (rest.startsWith('**/')) [pattern, at] = [`${pattern}(?:[^/]+/)*`, at + 2];
    else if (rest.startsWith('**')) [pattern, at] = [`${pattern}.*`, at + 1];
    else if (set !== undefined) [pattern, at] = [pattern + setPattern(set), at + set.length - 1];
    else if (rest.startsWith('{') && rest.includes('}')) [pattern, braces] = [`${pattern}(?:`, braces + 1];
    else if (rest.startsWith('}') && braces > 0) [pattern, braces] = [`${pattern})`, braces - 1];
    else pattern += charPattern(rest.charAt(0), braces > 0);
  }
  return new RegExp(`^${pattern}${')'.repeat(braces)}$`);
}

function setPattern(set: string): string {
  const inner = set.slice(1, -1).replaceAll('\\', '\\\\').replace(/^[!^]/, '^').replaceAll('[', '\\[');
  return /^\^?$/.test(inner) || /(.)-(.)/.exec(inner) !== null ? safeSet(inner) : `[${inner}]`;
}

/** A range that runs backwards would not compile: then the characters stand for themselves. */
function safeSet(inner: string): string {
  const backwards = [...inner.matchAll(/(.)-(.)/g)].some(([, from = '', to = '']) => from > to);
  return backwards || inner === '^' || inner === '' ? `[${inner.replaceAll('-', '\\-')}\\]]` : `[${inner}]`;
}

function charPattern(char: string, inBraces: boolean): string {
  if (char === '*') return '[^/]*';
  if (char === '?') return '[^/]';
  if (char === ',' && inBraces) return '|';
  return char.replace(/[.+^${}()|[\]\\]/, '\\$&');
}

/** Corrections and learnings with a text in them, upper and lower case alike. */
export function mentions(text: string, query: string): boolean {
  return text.toLowerCase().includes(query.toLowerCase());
}

/** Whole days between two moments. */
export function daysBetween(from: string, to: Date): number {
  return Math.floor((to.getTime() - Date.parse(from)) / 86_400_000);
}

interface Memory {
  readonly corrections: readonly Correction[];
  readonly rawCount: number;
  readonly compiled: Compiled | undefined;
  readonly suite: RatchetSuite;
  readonly now: Date;
  readonly maxAgeDays: number;
}

/** What in the memory deserves a look. */
export function lint(memory: Memory): LintWarning[] {
  return [...lintCorrections(memory.corrections), ...lintLearnings(memory), ...lintRatchet(memory)];
}

function lintCorrections(corrections: readonly Correction[]): LintWarning[] {
  const untriggered = corrections
    .filter(({ trigger }) => trigger.keywords.length + trigger.fileGlobs.length === 0)
    .map(({ id, rule }) => `${id} "${rule}" has no keyword and no glob: only a hard correction is recalled without.`);
  const users = new Map<string, string[]>();
  for (const { id, trigger } of corrections) {
    for (const keyword of new Set(trigger.keywords)) users.set(keyword, [...(users.get(keyword) ?? []), id]);
  }
  const shared = [...users]
    .filter(([, ids]) => ids.length > 1)
    .map(([keyword, ids]) => `The keyword "${keyword}" belongs to several corrections: ${ids.join(', ')}.`);
  return [...untriggered, ...shared].map((message) => ({ category: 'correction', message }));
}

function lintLearnings({ compiled, rawCount, now, maxAgeDays }: Memory): LintWarning[] {
  if (compiled === undefined) {
    if (rawCount === 0) return [];
    return [
      {
        category: 'learning',
        message: `${rawCount} learnings were never compiled: maestro memory-compile --summary "…"`,
      },
    ];
  }
  const age = daysBetween(compiled.compiledAt, now);
  if (age <= maxAgeDays) return [];
  return [{ category: 'learning', message: `The compiled learnings are ${age} days old; ${maxAgeDays} are allowed.` }];
}

function lintRatchet({ suite, corrections }: Memory): LintWarning[] {
  const known = new Set(corrections.map((correction) => correction.id));
  return suite.assertions
    .filter((assertion) => !known.has(assertion.correctionId))
    .map(({ id, correctionId }) => ({
      category: 'ratchet',
      message: `${id} guards the correction ${correctionId}, which no longer exists.`,
    }));
}
