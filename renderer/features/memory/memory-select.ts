import type { Correction, MemoryView, RatchetRun } from '../../../electron/contract/memory.ts';
import type { Proposal, RuleUse } from '../../../electron/contract/proposals.ts';
import { count, sentence } from '../../ui/format.ts';
import { maestroLine } from '../../ui/shell.ts';

export const MEMORY_TABS = ['corrections', 'learnings', 'proposed', 'ratchet'] as const;
export type MemoryTab = (typeof MEMORY_TABS)[number];

/** The corrections that fit what was typed, newest first. */
export function foundCorrections(corrections: readonly Correction[], query: string): Correction[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return corrections
    .filter(({ id, rule, source, trigger }) => {
      const text = [id, rule, source, ...trigger.keywords, ...trigger.fileGlobs].join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toReversed();
}

/** What is remembered, in one line. */
export function memoryWords({ stats }: Pick<MemoryView, 'stats'>): string {
  const { corrections, learnings, ratchet } = stats;
  const hard = corrections.hard === 0 ? '' : ` (${corrections.hard} hard)`;
  return sentence([
    `${count(corrections.total, 'correction')}${hard}`,
    count(learnings.rawCount, 'learning'),
    count(ratchet.assertions, 'ratchet pattern'),
  ]);
}

/** How fresh the guidance is: how many learnings it was made from, and how many came since. */
export function freshness({ compiled, learnings }: Pick<MemoryView, 'compiled' | 'learnings'>): string {
  if (compiled === null) return `${count(learnings.length, 'learning')} not compiled yet`;
  const since = learnings.length - compiled.rawCount;
  const from = `from ${count(compiled.rawCount, 'learning')}`;
  if (since > 0) return `${from}; ${since} came since`;
  return since < 0 ? `${from}; ${-since} of them are gone` : from;
}

/** How a rule was used, in words; empty: it was not. */
export function usedWords(use: RuleUse | undefined): string {
  if (use === undefined) return '';
  const prompts = use.prompts === 0 ? [] : [`in ${count(use.prompts, 'prompt')}`];
  const objections = use.objections === 0 ? [] : [`${count(use.objections, 'objection')} to what it is about`];
  return sentence([...prompts, ...objections]);
}

/** What a sheet for a correction begins with. */
export function draftOf(proposal: Proposal | undefined): CorrectionDraft {
  const { text = '', keywords = [], globs = [] } = proposal ?? {};
  const source = proposal?.because ?? '';
  return { rule: text, keywords: keywords.join(', '), globs: globs.join(', '), severity: 'soft', source };
}

/** The command line that takes a proposal as it is worded now. */
export function takeLine(id: string, { rule, keywords, globs, severity }: Omit<CorrectionDraft, 'source'>): string {
  const flag = (name: string, text: string): string[] => (text === '' ? [] : [name, text]);
  return maestroLine(
    ...['memory-take', id, '--text', rule.trim() === '' ? '…' : rule.trim()],
    ...flag('--trigger', commaParts(keywords).join(',')),
    ...flag('--globs', commaParts(globs).join(',')),
    ...(severity === 'hard' ? ['--severity', 'hard'] : []),
  );
}

/** `a, b ,` as its parts. */
export function commaParts(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export interface CorrectionDraft {
  readonly rule: string;
  readonly keywords: string;
  readonly globs: string;
  readonly severity: 'soft' | 'hard';
  readonly source: string;
}

/** Why a correction cannot be kept yet; null when it can. */
export function draftFlaw({ rule, keywords, globs }: CorrectionDraft): string | null {
  if (rule.trim() === '') return 'Write the rule.';
  if (commaParts(keywords).length + commaParts(globs).length === 0) {
    return 'Give words or files that bring it up.';
  }
  return null;
}

/** The command line that keeps the correction; `…` stands for a rule that is still to be written. */
export function correctLine({ rule, keywords, globs, severity, source }: CorrectionDraft): string {
  const flag = (name: string, text: string): string[] => (text === '' ? [] : [name, text]);
  return maestroLine(
    'memory-correct',
    rule.trim() === '' ? '…' : rule.trim(),
    ...flag('--trigger', commaParts(keywords).join(',')),
    ...flag('--globs', commaParts(globs).join(',')),
    ...(severity === 'hard' ? ['--severity', 'hard'] : []),
    ...flag('--source', source.trim()),
  );
}

/** Whether a pattern is a regular expression, as the ratchet reads it. */
export function isPattern(check: string): boolean {
  try {
    return new RegExp(check, 'i') instanceof RegExp;
  } catch {
    return false;
  }
}

/** How the last look went for one pattern of the suite; undefined when it was not part of it. */
export function resultOf(
  report: RatchetRun | null,
  assertion: { readonly id: string; readonly check: string },
): RatchetRun['results'][number] | undefined {
  return report?.results.find(
    (result) => result.assertion.id === assertion.id && result.assertion.check === assertion.check,
  );
}
