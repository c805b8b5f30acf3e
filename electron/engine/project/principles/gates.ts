import type { Handoff, HandoffContent } from '../../../contract/handoffs.ts';
import type { Principle } from '../../../contract/principles.ts';
import { present } from '../../../contract/present.ts';
import { fail } from '../../errors.ts';
import { refToken } from '../records/token-rules.ts';
import { listFeatures, listMissions } from '../missions/mission/store.ts';
import { readConfigOrTell } from '../config/config.ts';
import type { Project } from '../records/project.ts';
import { meetsGate } from './rules.ts';
import { appendOutcomes, listPrinciples } from './store.ts';

/** Whether handoffs are held to the gates of principles here: `principles.gates`. */
export function gatesOf(project: Project): 'off' | 'warn' | 'enforce' {
  return readConfigOrTell(project).principles?.gates ?? 'off';
}

/** The gates that a handoff met. Gates are off unless `principles.gates` says warn or enforce. PRINCIPLE_UNMET. */
export function checkGates(project: Project, content: HandoffContent): Principle[] {
  const strictness = gatesOf(project);
  if (strictness === 'off') return [];
  const profile = profileOf(project, content);
  if (profile === undefined) return [];
  const gates = listPrinciples(project, profile).filter((principle) => principle.mode === 'gate');
  const unmet = gates.filter((gate) => !meetsGate(gate, content));
  if (unmet.length === 0) return gates;
  const sentences = unmet.map((gate) => `${gate.name}: ${gate.gateField ?? ''} (${gate.gateCheck ?? ''})`);
  const sentence = `The principles of ${profile} ask for more: ${sentences.join('; ')}.`;
  if (strictness === 'enforce') throw fail('PRINCIPLE_UNMET', sentence);
  project.notice({ kind: 'warning', sentence });
  return gates.filter((gate) => !unmet.includes(gate));
}

/** The profile of the milestone of the feature that a handoff names. Ids in a handoff have `_` for `-`. */
function profileOf(project: Project, { maestroRefs }: HandoffContent) {
  const { missionId, featureId } = maestroRefs;
  if (missionId === undefined || featureId === undefined) return undefined;
  const mission = listMissions(project).find((candidate) => refToken(candidate.id) === missionId);
  if (mission === undefined) return undefined;
  const feature = listFeatures(project, mission).find((candidate) => refToken(candidate.id) === featureId);
  return mission.milestones.find((milestone) => milestone.id === feature?.milestoneId)?.profile;
}

/** Remembers which gates a handoff met, until a reply says whether they helped. */
export async function recordGates(project: Project, handoff: Handoff, gates: readonly Principle[]): Promise<void> {
  const { featureId, missionId } = handoff.content.maestroRefs;
  await appendOutcomes(
    project,
    gates.map((gate) => ({
      principleId: gate.id,
      handoffId: handoff.id,
      ...present({ featureId, missionId }),
      outcome: 'pending',
      recordedAt: handoff.timestamp,
    })),
  );
}
