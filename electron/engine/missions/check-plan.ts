import type { PlanCheck } from '../../contract/missions.ts';
import { isProblem, problemOf } from '../errors.ts';
import type { Project } from '../projects/project.ts';
import { checkPlan } from './plan.ts';

/** Looks a plan over and writes nothing: a plan with flaws is an answer. CONFIG_INVALID for a broken own workflow. */
export function checkPlanText(
  project: Project,
  { text, workflow }: { readonly text: string; readonly workflow?: string | undefined },
): PlanCheck {
  try {
    const { title, milestones, features } = checkPlan(project, { path: 'The plan', text }, workflow);
    return {
      plan: {
        title,
        milestones: milestones.map(({ id, title: name }) => ({
          id,
          title: name,
          features: features.filter((feature) => feature.milestoneId === id).length,
        })),
        features: features.length,
        assertions: features.reduce((total, feature) => total + (feature.fulfills?.length ?? 0), 0),
      },
      flaws: [],
    };
  } catch (error) {
    if (!isProblem(error, 'PLAN_INVALID')) throw error;
    return { plan: null, flaws: [{ path: 'root', line: null, column: null, sentence: problemOf(error).sentence }] };
  }
}
