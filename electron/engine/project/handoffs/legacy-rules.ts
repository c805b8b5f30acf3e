import type { ExecuteContent } from '../../../contract/handoffs.ts';
import { present } from '../../../contract/present.ts';
import { parseAs } from './blocks-rules.ts';
import { token } from '../records/token-rules.ts';
import { parseConfidence, type UkiFlaw } from './uki-rules.ts';

const V53 =
  'SESSION_CORE CAUSAL_DRIVERS DIVERGENCES KEY_DECISIONS DECISION_BASIS SIGNAL_DELTA VALIDATION_STATE EXECUTION_STATE BOUNDARY_STATE NEXT_ACTION ARTIFACTS STANCE_COLLAPSE [BLIND_SPOT] [METAPHOR] CS SUMMARY';
const V52 =
  'SESSION_CORE CAUSAL_DRIVERS DIVERGENCES KEY_DECISIONS SIGNAL_DELTA ARTIFACTS EXECUTION_STATE BOUNDARY_STATE STANCE_COLLAPSE NEXT_ACTION CS SUMMARY';

export type LegacyContent = { readonly content: ExecuteContent } | { readonly flaw: UkiFlaw };

/** Reads a packet of version 5.3 or 5.2 as today's execute content. */
export function readLegacyUki(packet: string, version: '5.3' | '5.2'): LegacyContent {
  const parsed = parseAs(packet.trim(), version === '5.3' ? V53 : V52);
  if ('flaw' in parsed) return parsed;
  const one = (name: string): string => parsed.blocks.get(name) ?? 'NONE';
  const many = (name: string): string[] => (one(name) === 'NONE' ? [] : one(name).split('-'));
  const cs = parseConfidence(one('CS'));
  if (cs === null) return { flaw: { block: 'CS', reason: 'it must look like work_0.9~summary_0.8' } };

  const artifacts = many('ARTIFACTS');
  const files = artifacts.filter((artifact) => artifact.startsWith('file_'));
  const signalDelta = many('SIGNAL_DELTA');
  const blindSpot = parsed.blocks.get('BLIND_SPOT');
  const metaphor = parsed.blocks.get('METAPHOR');
  return {
    content: {
      mode: 'execute',
      currentState: one('EXECUTION_STATE'),
      sessionCore: one('SESSION_CORE'),
      decisions: [...many('KEY_DECISIONS'), ...many('DECISION_BASIS')],
      artifacts,
      readMore: readMore(files, artifacts, one('NEXT_ACTION')),
      nextAction: one('NEXT_ACTION'),
      summary: one('SUMMARY'),
      maestroRefs: {},
      cs,
      signalDelta,
      boundaryState: many('BOUNDARY_STATE'),
      risks: blindSpot === undefined ? [] : [blindSpot],
      ...present({ blindSpot, metaphor }),
      causalDrivers: many('CAUSAL_DRIVERS'),
      divergences: many('DIVERGENCES'),
      touchedFiles: files,
      completedWork: signalDelta.length > 0 ? signalDelta : many('KEY_DECISIONS'),
      validation: many('VALIDATION_STATE'),
    },
  };
}

function readMore(files: readonly string[], artifacts: readonly string[], nextAction: string): string[] {
  if (files.length > 0) return [...files];
  return artifacts.length > 0 ? artifacts.slice(0, 3) : [nextAction];
}

interface Envelope {
  readonly message: string;
  readonly quickstart: string;
  readonly branch: string | undefined;
  readonly diffStat: string | undefined;
}

/** Reads the oldest form, a folder with an envelope. */
export function readEnvelope(envelope: Envelope): ExecuteContent {
  const anchors = [`branch_${token(envelope.branch ?? '', 5)}`];
  return {
    mode: 'execute',
    currentState: token(envelope.diffStat ?? '', 6),
    sessionCore: token(envelope.message, 6),
    decisions: [],
    artifacts: anchors,
    readMore: anchors,
    nextAction: token(envelope.quickstart, 6),
    summary: envelopeSummary(envelope.message),
    maestroRefs: {},
    cs: { summary: 0.5 },
    signalDelta: [],
    boundaryState: [],
    risks: [],
    causalDrivers: [],
    divergences: [],
    touchedFiles: [],
    completedWork: [],
    validation: [],
  };
}

function envelopeSummary(message: string): string {
  const text = message
    .trim()
    .replaceAll(/\s+/g, '_')
    .replaceAll(/[^A-Za-z0-9_-]/g, '')
    .slice(0, 80);
  return text === '' ? 'unknown' : text;
}
