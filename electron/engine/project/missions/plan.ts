import type { Plan } from '../../../contract/missions.ts';
import { parseJson } from '../../../contract/json.ts';
import { fail, MaestroError } from '../../errors.ts';
import { flawSentence } from '../../../contract/flaws.ts';
import type { Project } from '../records/project.ts';
import { readText } from '../../disk/read.ts';
import { readPlan } from './plan-rules.ts';
import { placesIn, placeText, syntaxFlaw } from './mission/places-rules.ts';
import { milestonesOf } from './workflow-rules.ts';
import { findWorkflow } from './workflows.ts';

/** Where a plan comes from: a file, or text that was read from standard input. */
export interface PlanSource {
  readonly path: string;
  readonly text: string;
}

/** Reads a plan file. PLAN_INVALID names the file and what is wrong with it. */
export function readPlanFile(path: string): PlanSource {
  try {
    const text = readText(path);
    if (text === undefined)
      throw fail('PLAN_INVALID', `There is no file ${path}.`, { hints: ['Check the path after --file.'] });
    return { path, text };
  } catch (error) {
    if (!(error instanceof MaestroError) || error.problem.code === 'PLAN_INVALID') throw error;
    throw fail('PLAN_INVALID', error.message, {
      hints: ['A plan is UTF-8 JSON of at most 16 MB.', 'Nothing was written.'],
    });
  }
}

/** A completely checked plan. PLAN_INVALID names the file, the place in the document, what was found and what is expected. */
export function checkPlan(project: Project, source: PlanSource, workflow?: string): Plan {
  const read = readPlan(planDocument(project, source, workflow));
  if ('plan' in read) return read.plan;
  const [flaw] = read.flaws;
  if (flaw === undefined) throw fail('PLAN_INVALID', `${source.path} is no plan.`);
  const at = placeText(placesIn(source.text)(flaw.path));
  throw fail('PLAN_INVALID', `${source.path}${at} is no plan. ${flawSentence(flaw)}`);
}

/** A plan's document as it is to be checked: with the milestones of the workflow. PLAN_INVALID, CONFIG_INVALID. */
export function planDocument(project: Project, source: PlanSource, workflow?: string): unknown {
  const document = parseDocument(source);
  return workflow === undefined ? document : withWorkflow(project, { document, source }, workflow);
}

function parseDocument({ path, text }: PlanSource): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw fail('PLAN_INVALID', `${path} is not JSON${syntaxFlaw(text, error)}`);
  }
}

function withWorkflow(
  project: Project,
  { document, source }: { document: unknown; source: PlanSource },
  name: string,
): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw fail('PLAN_INVALID', `${source.path} is no plan. At root: found something else, expected an object.`);
  }
  if ('milestones' in document) {
    throw fail('PLAN_INVALID', `${source.path} has milestones of its own, and --workflow would add others.`, {
      hints: ['Leave out --workflow, or remove "milestones" from the plan.'],
    });
  }
  return { ...document, milestones: milestonesOf(findWorkflow(project, name)) };
}
