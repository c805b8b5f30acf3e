import type { MilestoneProgress } from '../../contract/milestones.ts';
import { getMilestone, listMilestones } from '../../engine/project/missions/milestones/seal.ts';
import type { Call } from '../arguments/command.ts';
import { argument, isOn, required } from '../arguments/options.ts';
import { withContext } from '../engine.ts';
import { lines, next, ok } from '../output/words.ts';
import { plain } from '../output/text.ts';
import { openProject } from '../project.ts';
import { containersOr } from './mission-run.ts';

/** Shows the milestones of a mission with their progress. */
export function list(call: Call): Promise<undefined> {
  const { mission, milestones } = listMilestones(openProject(call), required(call, 'mission'));
  call.out.result({ mission, milestones }, () =>
    lines(
      `${mission.id}  ${plain(mission.title)}`,
      milestones.flatMap((progress, index) => [`${index + 1}. ${headline(progress)}`, `   ${counts(progress)}`]),
    ),
  );
  return Promise.resolve(undefined);
}

function headline({ milestone, status }: MilestoneProgress): string {
  const kind = milestone.kind === 'gate' ? '[GATE]' : '[WORK]';
  const profile = milestone.profile === undefined ? '' : `  (${milestone.profile})`;
  return `${kind} ${plain(milestone.id)}  ${status.padEnd(12)}  ${plain(milestone.title)}${profile}`;
}

function counts(progress: MilestoneProgress): string {
  const waived = progress.waivedAssertions === 0 ? '' : `, ${progress.waivedAssertions} waived`;
  return `${progress.completedFeatures}/${progress.featureCount} features done, ${progress.terminalAssertions}/${progress.assertionCount} assertions settled${waived}`;
}

/** Shows one milestone with its progress. */
export function status(call: Call): Promise<undefined> {
  const report = getMilestone(openProject(call), { mission: required(call, 'mission'), id: argument(call) });
  const { milestone, progress } = report;
  call.out.result(report, () =>
    lines(
      headline(progress),
      milestone.description === '' ? undefined : `  ${plain(milestone.description)}`,
      `  ${counts(progress)}`,
    ),
  );
  return Promise.resolve(undefined);
}

/** Seals a milestone whose assertions are all settled. */
export async function seal(call: Call): Promise<undefined> {
  const mission = required(call, 'mission');
  const project = openProject(call);
  const { sealProven } = await import('../../engine/project/proofs/sealing.ts');
  const wanted = { mission, id: argument(call), strict: isOn(call, 'strict') };
  const sealed = await withContext((context) =>
    sealProven(context, project, { ...wanted, containers: () => containersOr(context, call) }),
  );
  const { milestone, progress } = sealed;
  call.out.result(sealed, () =>
    lines(
      ok(`${milestone.kind === 'gate' ? 'Gate' : 'Milestone'} sealed: ${milestone.id}`),
      `  ${counts(progress)}`,
      progress.waivedAssertionIds.length === 0
        ? undefined
        : `  Waived: ${progress.waivedAssertionIds.map(plain).join(', ')}`,
      sealed.autoTransitioned ? '  It was executing and is finished now.' : undefined,
      next(`maestro mission show ${mission}`),
    ),
  );
}
