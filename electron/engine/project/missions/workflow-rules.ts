import type { WorkflowTemplate } from '../../../contract/config.ts';
import { present } from '../../../contract/present.ts';

const planning = { label: 'Planning', profile: 'planning' } as const;
const planReview = { label: 'Plan Review', kind: 'gate', profile: 'plan-review' } as const;
const implementation = { label: 'Implementation', profile: 'implementation' } as const;
const codeReview = { label: 'Code Review', kind: 'gate', profile: 'code-review' } as const;

/** The workflows that every project has. Own ones of the same name come first. */
export const WORKFLOWS: Readonly<Record<string, WorkflowTemplate>> = {
  'plan-implement': { phases: [planning, implementation] },
  'plan-review-implement': { phases: [planning, planReview, implementation] },
  'plan-implement-review': { phases: [planning, implementation, codeReview] },
  'plan-review-implement-review': { phases: [planning, planReview, implementation, codeReview] },
};

/** The milestones that a workflow gives to a plan without any. */
export function milestonesOf(template: WorkflowTemplate) {
  return template.phases.map((phase, order) => ({
    id: phase.label.toLowerCase().replaceAll(/\s+/g, '-'),
    title: phase.label,
    description: phase.description ?? phase.label,
    order,
    kind: phase.kind ?? ('work' as const),
    ...present({ profile: phase.profile }),
  }));
}
