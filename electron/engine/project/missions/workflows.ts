import type { WorkflowChoice } from '../../../contract/missions.ts';
import { WorkflowTemplate } from '../../../contract/config.ts';
import { fail, MaestroError } from '../../errors.ts';
import { readEffectiveConfig } from '../config/config.ts';
import { firstFlaw, flawSentence } from '../../../contract/flaws.ts';
import type { Project } from '../records/project.ts';
import { WORKFLOWS } from './workflow-rules.ts';

/** What may be chosen for a plan without milestones; one that cannot be used says why. CONFIG_INVALID. */
export function listWorkflows(project: Project): WorkflowChoice[] {
  return Object.entries(knownWorkflows(project)).map(([name, template]) => {
    try {
      const { description, phases } = checkTemplate(name, template);
      return { name, description: description ?? phases.map(({ label }) => label).join(', then ') };
    } catch (error) {
      if (!(error instanceof MaestroError)) throw error;
      return { name, description: error.message };
    }
  });
}

/** A workflow by its name. PLAN_INVALID names those that there are, CONFIG_INVALID what is wrong with an own one. */
export function findWorkflow(project: Project, name: string): WorkflowTemplate {
  const known = knownWorkflows(project);
  if (Object.hasOwn(known, name)) return checkTemplate(name, known[name]);
  throw fail('PLAN_INVALID', `There is no workflow ${JSON.stringify(name)}.`, {
    hints: [`Known: ${Object.keys(known).join(', ')}.`],
  });
}

/** Own workflows first, then the built-in ones that they do not replace. */
function knownWorkflows(project: Project): Readonly<Record<string, unknown>> {
  const own = readEffectiveConfig(project).workflowTemplates ?? {};
  return { ...own, ...WORKFLOWS, ...own };
}

function checkTemplate(name: string, template: unknown): WorkflowTemplate {
  const parsed = WorkflowTemplate.safeParse(template);
  if (parsed.success) return parsed.data;
  const flaw = firstFlaw(parsed.error, template);
  const path = `workflowTemplates.${name}.${flaw.path}`;
  throw fail(
    'CONFIG_INVALID',
    `The workflow ${name} in config.yaml cannot be used. ${flawSentence({ ...flaw, path })}`,
  );
}
