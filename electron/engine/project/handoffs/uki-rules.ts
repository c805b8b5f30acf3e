import type { ExecuteContent, HandoffContent, HandoffRefs, PlanContent } from '../../../contract/handoffs.ts';
import { parseAs, type ParsedBlocks } from './blocks-rules.ts';
import { MAX_WORDS } from '../records/token-rules.ts';

/** Why a value cannot stand in a UKI packet. */
export interface UkiFlaw {
  readonly block: string;
  readonly reason: string;
}
export type Encoded = { readonly uki: string } | { readonly flaw: UkiFlaw };
export type Decoded = { readonly content: HandoffContent } | { readonly flaw: UkiFlaw };

export const FORBIDDEN = /[:\n\r`*|]/;
export const MAX_SUMMARY = 139;
const NUMBER = /^\d+(\.\d+)?$/;

class Refused extends Error {
  readonly flaw: UkiFlaw;

  constructor(block: string, reason: string) {
    super(reason);
    this.flaw = { block, reason };
  }
}

/** The transfer string of a handoff: one line, blocks in fixed order, nothing escaped. */
export function encodeUki(content: HandoffContent): Encoded {
  try {
    const blocks = content.mode === 'plan' ? planBlocks(content) : executeBlocks(content);
    return { uki: blocks.join('|') };
  } catch (error) {
    if (error instanceof Refused) return { flaw: error.flaw };
    throw error;
  }
}

/** Reads a 5.4 packet. Total: whatever it is given, it answers with content or with the reason why not. */
export function decodeUki(packet: string): Decoded {
  const line = packet.trim();
  const parsed = line.startsWith('MODE-plan') ? parseAs(line, PLAN) : parseAs(line, EXECUTE);
  if ('flaw' in parsed) return parsed;
  const content = contentOf(parsed.blocks);
  if ('flaw' in content) return content;
  const again = encodeUki(content.content);
  if ('flaw' in again) return again;
  return again.uki === line ? content : { flaw: { block: 'packet', reason: 'it does not come out the same again' } };
}

const PLAN =
  'MODE CURRENT_STATE SESSION_CORE CAUSAL_DRIVERS DIVERGENCES MAESTRO_REFS PLAN_PATHS MAESTRO_SYNC DECISIONS SIGNAL_DELTA ARTIFACTS READ_MORE NEXT_ACTION CS SUMMARY';
const EXECUTE =
  'MODE CURRENT_STATE SESSION_CORE CAUSAL_DRIVERS DIVERGENCES MAESTRO_REFS DECISIONS SIGNAL_DELTA TOUCHED_FILES COMPLETED_WORK VALIDATION ARTIFACTS READ_MORE BOUNDARY_STATE RISKS [BLIND_SPOT] [METAPHOR] NEXT_ACTION CS SUMMARY';

function opening(content: HandoffContent): string[] {
  return [
    `MODE-${content.mode}`,
    single('CURRENT_STATE', content.currentState),
    single('SESSION_CORE', content.sessionCore),
    list('CAUSAL_DRIVERS', content.causalDrivers),
    list('DIVERGENCES', content.divergences),
    refs(content.maestroRefs),
  ];
}

function anchors(content: HandoffContent): string[] {
  return [
    list('ARTIFACTS', content.artifacts, { filled: true }),
    list('READ_MORE', content.readMore, { filled: true }),
  ];
}

function closing(content: HandoffContent): string[] {
  if (content.summary.trim().length > MAX_SUMMARY) {
    throw new Refused('SUMMARY', `it has ${content.summary.trim().length} characters, ${MAX_SUMMARY} are allowed`);
  }
  return [single('NEXT_ACTION', content.nextAction), confidence(content.cs), single('SUMMARY', content.summary)];
}

function planBlocks(content: PlanContent): string[] {
  return [
    ...opening(content),
    list('PLAN_PATHS', content.planPaths),
    list('MAESTRO_SYNC', content.maestroSync),
    list('DECISIONS', content.decisions),
    list('SIGNAL_DELTA', content.signalDelta),
    ...anchors(content),
    ...closing(content),
  ];
}

function executeBlocks(content: ExecuteContent): string[] {
  return [
    ...opening(content),
    list('DECISIONS', content.decisions),
    list('SIGNAL_DELTA', content.signalDelta),
    list('TOUCHED_FILES', content.touchedFiles),
    list('COMPLETED_WORK', content.completedWork),
    list('VALIDATION', content.validation),
    ...anchors(content),
    list('BOUNDARY_STATE', content.boundaryState),
    list('RISKS', content.risks),
    ...(content.blindSpot === undefined ? [] : [single('BLIND_SPOT', content.blindSpot)]),
    ...(content.metaphor === undefined ? [] : [single('METAPHOR', content.metaphor)]),
    ...closing(content),
  ];
}

function single(block: string, value: string): string {
  if (ORDINARY.test(value)) return `${block}-${value}`;
  const text = value.trim();
  for (const part of text.split('-')) checkToken(block, part.trim());
  return `${block}-${text}`;
}

function list(block: string, values: readonly string[], { filled = false } = {}): string {
  if (values.length === 0 && filled) throw new Refused(block, 'it must name at least one anchor');
  if (values.length === 0) return `${block}-NONE`;
  const tokens = values.every((value) => ORDINARY.test(value))
    ? values
    : values.map((value) => listToken(block, value));
  return `${block}-${tokens.join('-')}`;
}

function listToken(block: string, value: string): string {
  const token = value.trim();
  if (token.includes('-')) throw new Refused(block, `"${token}" contains a dash, which separates entries; write _`);
  checkToken(block, token);
  return token;
}

const REFS = [
  ['missionId', 'mission'],
  ['featureId', 'feature'],
  ['milestoneId', 'milestone'],
  ['planPath', 'plan'],
  ['specPath', 'spec'],
] as const;

function refs(value: HandoffRefs): string {
  const tokens = REFS.flatMap(([key, prefix]) => {
    const ref = value[key];
    return ref === undefined ? [] : [listToken('MAESTRO_REFS', `${prefix}_${ref}`)];
  });
  return `MAESTRO_REFS-${tokens.length === 0 ? 'NONE' : tokens.join('-')}`;
}

/** Nearly every token: at most six words of ordinary characters. The rest is looked at more closely. */
const ORDINARY = /^[^:\s`*|~_-]+(?:_[^:\s`*|~_-]+){0,5}$/;

function checkToken(block: string, token: string): void {
  if (ORDINARY.test(token)) return;
  if (token === '') throw new Refused(block, 'a part of it is empty');
  const forbidden = FORBIDDEN.exec(token);
  if (forbidden !== null) throw new Refused(block, `"${token}" contains ${JSON.stringify(forbidden[0])}`);
  const long = token.split('~').find((part) => countWords(part) > MAX_WORDS);
  if (long !== undefined) throw new Refused(block, `"${long}" has more than ${MAX_WORDS} words joined by _`);
}

/** How many words `_` joins. */
export function countWords(text: string): number {
  return text.split('_').filter((word) => word !== '').length;
}

function confidence(cs: HandoffContent['cs']): string {
  const parts = [
    ...(cs.work === undefined ? [] : [`work_${rounded(cs.work)}`]),
    ...(cs.summary === undefined ? [] : [`summary_${rounded(cs.summary)}`]),
  ];
  if (parts.length === 0) throw new Refused('CS', 'it needs a confidence for work or for summary');
  return `CS-${parts.join('~')}`;
}

/** Two decimals without trailing zeros, rounded as binary numbers round: 0.955 becomes 0.95. */
function rounded(value: number): string {
  const text = String(Number(value.toFixed(2)));
  if (!NUMBER.test(text)) throw new Refused('CS', `${text} is no confidence; give a number from 0 to 1`);
  return text;
}

function contentOf(blocks: ParsedBlocks): Decoded {
  const one = (name: string): string => blocks.get(name) ?? '';
  const many = (name: string): string[] => (one(name) === 'NONE' ? [] : one(name).split('-'));
  const cs = parseConfidence(one('CS'));
  const maestroRefs = parseRefs(many('MAESTRO_REFS'));
  if (cs === null) return { flaw: { block: 'CS', reason: 'it must look like work_0.9~summary_0.8' } };
  if (maestroRefs === null) return { flaw: { block: 'MAESTRO_REFS', reason: 'it names something unknown' } };
  const common = {
    currentState: one('CURRENT_STATE'),
    sessionCore: one('SESSION_CORE'),
    decisions: many('DECISIONS'),
    artifacts: many('ARTIFACTS'),
    readMore: many('READ_MORE'),
    nextAction: one('NEXT_ACTION'),
    summary: one('SUMMARY'),
    maestroRefs,
    cs,
    signalDelta: many('SIGNAL_DELTA'),
    causalDrivers: many('CAUSAL_DRIVERS'),
    divergences: many('DIVERGENCES'),
  };
  if (one('MODE') === 'plan') {
    const plan = { planPaths: many('PLAN_PATHS'), maestroSync: many('MAESTRO_SYNC') };
    return { content: { mode: 'plan', ...common, boundaryState: [], risks: [], ...plan } };
  }
  if (one('MODE') !== 'execute') return { flaw: { block: 'MODE', reason: 'it must be plan or execute' } };
  return {
    content: {
      mode: 'execute',
      ...common,
      boundaryState: many('BOUNDARY_STATE'),
      risks: many('RISKS'),
      ...(blocks.has('BLIND_SPOT') ? { blindSpot: one('BLIND_SPOT') } : {}),
      ...(blocks.has('METAPHOR') ? { metaphor: one('METAPHOR') } : {}),
      touchedFiles: many('TOUCHED_FILES'),
      completedWork: many('COMPLETED_WORK'),
      validation: many('VALIDATION'),
    },
  };
}

function parseRefs(tokens: readonly string[]): HandoffRefs | null {
  const found: Record<string, string> = {};
  for (const token of tokens) {
    const entry = REFS.find(([, prefix]) => token.startsWith(`${prefix}_`));
    if (entry === undefined) return null;
    found[entry[0]] = token.slice(entry[1].length + 1);
  }
  return found;
}

/** `work_0.9~summary_0.8` as numbers; null when it is something else. */
export function parseConfidence(text: string): HandoffContent['cs'] | null {
  const match = /^(?:work_(\d+(?:\.\d+)?))?(?:(?:^|~)summary_(\d+(?:\.\d+)?))?$/.exec(text);
  if (match === null || text === '') return null;
  return {
    ...(match[1] === undefined ? {} : { work: Number(match[1]) }),
    ...(match[2] === undefined ? {} : { summary: Number(match[2]) }),
  };
}
