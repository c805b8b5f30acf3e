import { fail } from '../../engine/errors.ts';
import { jsonOf } from '../../engine/project/missions/features/report.ts';
import type { HandoffWords } from '../../contract/handoffs.ts';
import { createHandoff, liveMission } from '../../engine/project/handoffs/create.ts';
import { PASTE_LINE } from '../../engine/project/handoffs/paste.ts';
import type { Project } from '../../engine/project/records/project.ts';
import type { Call, Entity } from '../arguments/command.ts';
import { filled, isOn, required, values } from '../arguments/options.ts';
import { wholeId } from '../arguments/whole-ids.ts';
import { lines, next, ok } from '../output/words.ts';
import { plain } from '../output/text.ts';
import { openProject } from '../project.ts';

/** Writes a handoff for whoever goes on; `--uki` and `--paste` print its packet alone. */
export async function create(call: Call): Promise<undefined> {
  const [uki, paste] = [isOn(call, 'uki'), isOn(call, 'paste')];
  const project = openProject(call);
  const words = whole(project, wordsOf(call));
  const [agent, sessionId] = [filled(call, 'agent'), filled(call, 'session-id')];
  const handoff = await createHandoff(project, {
    words,
    agent,
    sessionId,
  });
  if (uki || paste) {
    call.out.print(paste ? `${PASTE_LINE}\n\n${handoff.uki}` : handoff.uki);
    return;
  }
  call.out.result(handoff, () =>
    lines(
      ok(`Handoff created: ${handoff.id}`),
      `  Mode: ${handoff.content.mode}`,
      `  Agent: ${plain(handoff.agent)}`,
      `  Session: ${plain(handoff.sessionId)}`,
      `  Status: ${handoff.status}`,
      next(`maestro handoff pickup --claim --agent NAME, in the other terminal`),
      '',
      'UKI v5.4 string:',
      handoff.uki,
    ),
  );
}

/** A feature or milestone of the mission under way may be named by the beginning of its id. */
function whole(project: Project, words: HandoffWords): HandoffWords {
  const { featureId, milestoneId } = words;
  if (featureId === undefined && milestoneId === undefined) return words;
  const mission = words.missionId ?? liveMission(project);
  const id = (kind: Entity, typed: string): string => wholeId(project, { kind, typed, mission });
  return {
    ...words,
    ...(featureId === undefined ? {} : { featureId: id('feature', featureId) }),
    ...(milestoneId === undefined ? {} : { milestoneId: id('milestone', milestoneId) }),
  };
}

function wordsOf(call: Call): HandoffWords {
  const mode = required(call, 'mode');
  if (mode !== 'plan' && mode !== 'execute')
    throw fail('HANDOFF_INVALID', `--mode cannot be ${JSON.stringify(mode)}.`, { hints: ['It is plan or execute.'] });
  return {
    mode,
    sessionCore: required(call, 'session-core'),
    summary: required(call, 'summary'),
    nextAction: required(call, 'next-action'),
    ...confidence(call),
    ...optional(call),
    decisions: values(call, 'decision'),
    signals: values(call, 'signal'),
    artifacts: values(call, 'artifact'),
    readMore: values(call, 'read-more'),
    risks: values(call, 'risk'),
    drivers: values(call, 'driver'),
    divergences: values(call, 'divergence'),
    boundaries: values(call, 'boundary'),
    planPaths: values(call, 'plan-path-item'),
    maestroSync: values(call, 'maestro-sync'),
    touchedFiles: values(call, 'touched-file'),
    completed: values(call, 'completed'),
    validation: values(call, 'validation'),
    ...later(call),
  };
}

const TEXTS = [
  ['currentState', 'current-state'],
  ['blindSpot', 'blind-spot'],
  ['metaphor', 'metaphor'],
  ['missionId', 'mission-id'],
  ['featureId', 'feature-id'],
  ['milestoneId', 'milestone-id'],
  ['planRef', 'plan-ref'],
  ['specRef', 'spec-ref'],
] as const;

function optional(call: Call): Partial<HandoffWords> {
  const entries = TEXTS.flatMap(([key, flag]) => {
    const value = filled(call, flag);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

function confidence(call: Call): Pick<HandoffWords, 'confidenceWork' | 'confidenceSummary'> {
  const work = number(call, 'confidence-work');
  const summary = number(call, 'confidence-summary');
  if (work === undefined && summary === undefined) {
    throw fail('HANDOFF_INVALID', 'A handoff needs a confidence.', {
      hints: ['Give --confidence-work or --confidence-summary, from 0 to 1.'],
    });
  }
  return {
    confidenceWork: work,
    confidenceSummary: summary,
  };
}

function number(call: Call, name: string): number | undefined {
  const text = call.flags[name];
  if (typeof text !== 'string') return undefined;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw fail('HANDOFF_INVALID', `--${name} cannot be ${JSON.stringify(text)}.`, {
    hints: ['Give a number from 0 to 1.'],
  });
}

/** The later options are only kept when given. */
function later(call: Call): Partial<HandoffWords> {
  const assumptions = values(call, 'assumption');
  const results = values(call, 'verification-result').map(verification);
  const scope = jsonObject(call, 'scope-declaration');
  const complexity = jsonObject(call, 'complexity-delta');
  return {
    ...(assumptions.length === 0 ? {} : { assumptions }),
    ...(results.length === 0 ? {} : { verificationResults: results }),
    ...(scope === undefined ? {} : { scopeDeclaration: scope as Record<string, string> }),
    ...(complexity === undefined ? {} : { complexityDelta: complexity }),
  };
}

function verification(text: string): { step: string; passed: boolean } {
  const match = /^(.+):(passed|failed)$/s.exec(text);
  if (match === null)
    throw fail('HANDOFF_INVALID', `${JSON.stringify(text)} is no verification result.`, {
      hints: ['Write "npm test:passed" or "npm test:failed".'],
    });
  return { step: match[1] ?? '', passed: match[2] === 'passed' };
}

function jsonObject(call: Call, name: string): Record<string, unknown> | undefined {
  const text = filled(call, name);
  if (text === undefined) return undefined;
  const value = jsonOf(`--${name}`, text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw fail('HANDOFF_INVALID', `--${name} must be a JSON object.`);
}
