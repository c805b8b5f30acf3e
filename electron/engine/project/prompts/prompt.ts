import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Handoff } from '../../../contract/handoffs.ts';
import type { Feature } from '../../../contract/features.ts';
import { writeAtomic } from '../../disk/atomic.ts';
import { handoffIds, readable } from '../handoffs/store.ts';
import { refToken } from '../records/token-rules.ts';
import { recallMemory } from '../memory/memory.ts';
import { orderedMilestones } from '../missions/milestones/rules.ts';
import { getFeature, type MissionFiles, readMission } from '../missions/mission/store.ts';
import { gatesOf } from '../principles/gates.ts';
import { listPrinciples } from '../principles/store.ts';
import { exists, ownerOf, type Project } from '../records/project.ts';
import { findRecord, readText } from '../../disk/read.ts';
import { writeText } from '../records/records.ts';
import { missionTree } from '../records/tree.ts';
import { fail } from '../../errors.ts';
import { composePrompt, looksBack, type PromptParts, tellsSomething } from './prompt-rules.ts';

export interface WrittenPrompt {
  readonly prompt: string;
  readonly featureId: string;
  readonly workerType: string;
  readonly writtenTo: readonly string[];
}

const REPLAYED = 3;
const BASE_SKILL = 'maestro:worker-base';
const BUILT_IN_SKILL = `# Worker

Work on the feature above and on nothing else.

1. Read the assignment, its dependencies and the memory before you touch anything.
2. Make the smallest change that does it.
3. Run every verification step and keep what it printed.
4. Report: what you did, what you left undone, what you found.
`;

/** Composes the prompt of a worker, stores it beside the feature and, when asked, in a file. FEATURE_NOT_FOUND. */
export async function writePrompt(
  project: Project,
  { mission, id, out }: { mission: string; id: string; out?: string },
): Promise<WrittenPrompt> {
  const files = readMission(project, mission);
  const feature = getFeature(project, mission, id);
  const prompt = composePrompt(partsOf(project, files, feature));
  const stored = join(missionTree(project, mission).worker(id), 'prompt.md');
  await writeText(project, stored, prompt);
  if (out !== undefined) await writeAtomic(resolve(project.cwd, out), prompt);
  return {
    prompt,
    featureId: feature.id,
    workerType: feature.workerType,
    writtenTo: [...(out === undefined ? [] : [out]), stored],
  };
}

function partsOf(project: Project, files: MissionFiles, feature: Feature): PromptParts {
  const { mission } = files;
  const milestone = mission.milestones.find((candidate) => candidate.id === feature.milestoneId);
  if (milestone === undefined) {
    throw fail(
      'MILESTONE_NOT_FOUND',
      `Feature ${feature.id} names the milestone ${feature.milestoneId}, which mission ${mission.id} does not have.`,
    );
  }
  const recalled = recallMemory(project, { task: `${feature.title}\n${feature.description}`, paths: [] });
  return {
    mission,
    milestone,
    feature,
    others: files.features.filter((other) => other.id !== feature.id),
    assertions: files.assertions.filter((assertion) => assertion.featureId === feature.id),
    previous: looksBack(milestone.profile) ? previousOutput(project, files, feature) : [],
    corrections: recalled.corrections,
    compiled: recalled.compiledLearnings,
    principles: milestone.profile === undefined ? [] : listPrinciples(project, milestone.profile),
    gates: gatesOf(project) !== 'off',
    handoffs: replayed(project, feature),
    skill: { name: feature.workerType, text: findSkill(project, feature.workerType) ?? builtIn(project, feature) },
    protocol: findSkill(project, BASE_SKILL),
    at: project.now().toISOString(),
  };
}

const Summary = z.looseObject({ salientSummary: z.string() });

function previousOutput(project: Project, files: MissionFiles, feature: Feature): PromptParts['previous'] {
  const ordered = orderedMilestones(files.mission);
  const own = ordered.find((milestone) => milestone.id === feature.milestoneId);
  const before = ordered.filter((milestone) => milestone.order < (own?.order ?? 0)).at(-1);
  return files.features
    .filter((other) => other.milestoneId === before?.id && other.status === 'done')
    .flatMap((other) => {
      const path = join(missionTree(project, files.mission.id).worker(other.id), 'report.json');
      const found = findRecord(path, Summary);
      return found !== undefined && 'value' in found ? [{ feature: other, report: found.value }] : [];
    });
}

function replayed(project: Project, feature: Feature): Handoff[] {
  const found: Handoff[] = [];
  for (const id of handoffIds(project)) {
    const handoff = readable(project, id);
    const refs = handoff?.content.maestroRefs;
    const own =
      refs?.missionId === refToken(feature.missionId) &&
      refs.featureId !== undefined &&
      refToken(refs.featureId) === refToken(feature.id);
    if (handoff !== undefined && own && tellsSomething(handoff)) found.push(handoff);
    if (found.length === REPLAYED) break;
  }
  return found;
}

/** The nearest skill file from here upwards, then the user's own. Folders of somebody else say nothing here. */
function findSkill(project: Project, name: string): string | undefined {
  for (const folder of skillFolders(project)) {
    const path = join(folder, name, 'SKILL.md');
    if (exists(path)) return readText(path);
  }
  return undefined;
}

function skillFolders(project: Project): string[] {
  const found: string[] = [];
  const owner = ownerOf(project.root);
  for (let folder = project.cwd; ownerOf(folder) === owner; folder = dirname(folder)) {
    found.push(join(folder, '.maestro', 'skills'), join(folder, 'skills', 'built-in'));
    if (dirname(folder) === folder) break;
  }
  return [...found, join(project.user, 'skills')];
}

function builtIn(project: Project, { workerType }: Feature): string {
  const path = join(project.folder, 'skills', workerType, 'SKILL.md');
  project.notice({
    kind: 'warning',
    sentence: `There is no skill ${workerType}; a general one was used. Write your own to ${path}.`,
  });
  return BUILT_IN_SKILL;
}
