import { z } from 'zod';
import { MissionBoard } from '../board.ts';
import { ControlView } from '../missionControl.ts';
import { Mission, MissionStatus, PlanCheck, WorkflowChoice } from '../missions.ts';
import { procedure } from '../procedure.ts';
import { inMission, inProject, Line, warnings, Words } from './inputs.ts';

const PLAN_MAX_CHARS = 16 * 1024 * 1024;

const planned = inProject.extend({
  text: z.string().max(PLAN_MAX_CHARS),
  /** Gives the milestones to a plan that has none. */
  workflow: z.string().min(1).max(200).optional(),
});
const Changed = z.object({ mission: Mission, ...warnings });

export const missions = {
  /** Everything that Mission Control shows; without a mission, of the one under way. */
  control: procedure.input(inProject.extend({ mission: z.string().max(200).optional() })).output(ControlView),
  board: procedure.input(inMission).output(MissionBoard),
  /** Looks a plan over and writes nothing. A plan with flaws is an answer, not a failure. */
  checkPlan: procedure.input(planned).output(PlanCheck),
  /** What may give a plan its milestones: the project's own workflows first. CONFIG_INVALID. */
  workflows: procedure.input(inProject).output(z.object({ workflows: z.array(WorkflowChoice) })),
  create: procedure.input(planned).output(Changed),
  approve: procedure.input(inMission).output(Changed),
  reject: procedure.input(inMission).output(Changed),
  update: procedure
    .input(
      inMission.extend({
        status: MissionStatus.optional(),
        title: Line.optional(),
        description: Words.optional(),
      }),
    )
    .output(Changed),
  graph: procedure
    .input(inMission.extend({ format: z.enum(['dot', 'mermaid']) }))
    .output(z.object({ text: z.string() })),
};
