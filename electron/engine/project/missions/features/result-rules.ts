import { WorkResult } from '../../../../contract/features.ts';
import { firstFlaw, flawSentence } from '../../../../contract/flaws.ts';

export type CompleteResult = { readonly report: WorkResult } | { readonly flaw: string };

/** A worker's report in either form: the rich one (missing parts filled in) or the short `{"content": "…"}`. */
export function completeResult(value: unknown): CompleteResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { flaw: 'At root: found something else, expected an object.' };
  }
  const given = value as Record<string, unknown>;
  const filled = isText(given.salientSummary) ? fillIn(given) : isText(given.content) ? short(given.content) : null;
  if (filled === null) {
    return { flaw: 'At salientSummary: found nothing, expected a summary, or the short form {"content": "…"}.' };
  }
  const parsed = WorkResult.safeParse(filled);
  return parsed.success ? { report: parsed.data } : { flaw: flawSentence(firstFlaw(parsed.error, filled)) };
}

function fillIn(given: Record<string, unknown>): Record<string, unknown> {
  const verification = part(given.verification, { commandsRun: [], interactiveChecks: [] });
  return {
    whatWasImplemented: '',
    whatWasLeftUndone: '',
    discoveredIssues: [],
    ...given,
    verification,
    tests: part(given.tests, { added: [] }),
  };
}

/** A part with its lists; anything that is not an object is left for the schema to refuse. */
function part(value: unknown, empty: Record<string, unknown>): unknown {
  if (value === undefined) return empty;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...empty, ...value } : value;
}

function short(content: string): Record<string, unknown> {
  return fillIn({ salientSummary: content, whatWasImplemented: content });
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
