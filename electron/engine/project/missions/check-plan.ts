import type { Plan, PlanCheck } from '../../../contract/missions.ts';
import { isProblem, problemOf } from '../../errors.ts';
import { flawSentence } from '../../../contract/flaws.ts';
import type { Project } from '../records/project.ts';
import { placesIn } from './mission/places-rules.ts';
import { planDocument } from './plan.ts';
import { readPlan } from './plan-rules.ts';

const MOST_FLAWS = 50;

/** Looks a plan over and writes nothing: a plan with flaws is an answer. CONFIG_INVALID for a broken own workflow. */
export function checkPlanText(
  project: Project,
  { text, workflow }: { readonly text: string; readonly workflow?: string | undefined },
): PlanCheck {
  try {
    const read = readPlan(planDocument(project, { path: 'This text', text }, workflow));
    if ('plan' in read) return { plan: outlineOf(read.plan), flaws: [] };
    const flaws = read.flaws.slice(0, MOST_FLAWS).map((flaw) => ({ path: flaw.path, sentence: flawSentence(flaw) }));
    return { plan: null, flaws: placed(text, flaws) };
  } catch (error) {
    if (!isProblem(error, 'PLAN_INVALID')) throw error;
    return { plan: null, flaws: placed(text, [{ path: 'root', sentence: problemOf(error).sentence }]) };
  }
}

function placed(text: string, flaws: readonly { path: string; sentence: string }[]): PlanCheck['flaws'] {
  const places = placesIn(text);
  return flaws.map((flaw) => ({ ...flaw, ...(places(flaw.path) ?? { line: null, column: null }) }));
}

function outlineOf({ title, milestones, features }: Plan): PlanCheck['plan'] {
  return {
    title,
    milestones: milestones.map(({ id, title: name }) => ({
      id,
      title: name,
      features: features.filter((feature) => feature.milestoneId === id).length,
    })),
    features: features.length,
    assertions: features.reduce((total, feature) => total + (feature.fulfills?.length ?? 0), 0),
  };
}
