import type { WorkResult } from '../../../../contract/features.ts';
import { parseJson } from '../../../../contract/json.ts';
import { fail } from '../../../errors.ts';
import { syntaxFlaw } from '../mission/places-rules.ts';
import { completeResult } from './result-rules.ts';

/** A worker's report from JSON text or from a value. `name` says where it came from. INPUT_INVALID names the flaw. */
export function reportOf(name: string, given: unknown): WorkResult {
  const read = completeResult(typeof given === 'string' ? jsonOf(name, given) : given);
  if ('report' in read) return read.report;
  throw fail('INPUT_INVALID', `${name} is no report. ${read.flaw}`, {
    hints: ['maestro schema report prints its form.'],
  });
}

/** A JSON text as its value. INPUT_INVALID. */
export function jsonOf(name: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw fail('INPUT_INVALID', `${name} is not JSON${syntaxFlaw(text, error)}`);
  }
}
