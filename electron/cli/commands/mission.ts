import { MissionStatus, type Plan } from '../../contract/missions.ts';
import { createMission } from '../../engine/project/missions/create.ts';
import { dependencyGraph } from '../../engine/project/missions/graph-drawing.ts';
import type { PlanSource } from '../../engine/project/missions/plan.ts';
import { showMission } from '../../engine/project/missions/show.ts';
import { listMissions, readMission } from '../../engine/project/missions/mission/store.ts';
import { decideMission, updateMission } from '../../engine/project/missions/mission/update.ts';
import type { Project } from '../../engine/project/records/project.ts';
import type { Call } from '../arguments/command.ts';
import { resolve } from 'node:path';
import { argument, filled, given, oneOf, required, wholeNumber, wrong } from '../arguments/options.ts';
import { lines, next, ok, undo } from '../output/words.ts';
import { cut, plain } from '../output/text.ts';
import { openProject } from '../project.ts';

const SHOWN = 10;

/** Creates a mission from a plan, as a draft. */
export async function create(call: Call): Promise<undefined> {
  const project = openProject(call);
  const { checkPlan } = await planning();
  await createFrom(call, project, checkPlan(project, await source(call), given(call, 'workflow')));
}

/** Creates a mission from an issue of a forge, as a draft. */
export async function fromIssue(call: Call): Promise<undefined> {
  const [{ issueIn, planOfIssue }, { readIssue }] = await Promise.all([
    import('../../engine/project/missions/issues/issue-rules.ts'),
    import('../../engine/project/missions/issues/read-issue.ts'),
  ]);
  const issue = issueIn(required(call, 'github'));
  if (issue === undefined)
    throw wrong('--github takes one issue.', 'Write owner/repository#12, or the address of the issue.');
  const project = openProject(call);
  await createFrom(call, project, planOfIssue(await readIssue(issue)));
}

async function createFrom({ out }: Call, project: Project, plan: Plan): Promise<void> {
  const created = await createMission(project, plan);
  const { mission, features } = created;
  out.result(created, () =>
    lines(
      ok(`Mission created: ${mission.id}`),
      `  Title: ${plain(mission.title)}`,
      `  Status: ${mission.status}`,
      `  ${mission.milestones.length} milestones, ${features.length} features`,
      next(`maestro mission approve ${mission.id}`),
      undo(`maestro mission reject ${mission.id}`),
    ),
  );
}

/** Checks a plan and writes nothing. */
export async function validatePlan(call: Call): Promise<undefined> {
  const read = await source(call);
  const { checkPlan } = await planning();
  const plan = checkPlan(openProject(call), read, given(call, 'workflow'));
  const counts = { milestones: plan.milestones.length, features: plan.features.length };
  call.out.result({ valid: true, title: plan.title, ...counts }, () =>
    lines(
      ok(
        `${read.path} is a valid plan: ${counts.milestones} milestones, ${counts.features} features. Nothing was written.`,
      ),
      next(`maestro mission create --file ${read.path}`),
    ),
  );
}

/** Workflows are in the configuration, and reading that is for those who need it. */
function planning() {
  return import('../../engine/project/missions/plan.ts');
}

async function source(call: Call): Promise<PlanSource> {
  const path = filled(call, 'file');
  if (path === undefined)
    throw wrong('--file is missing.', 'Name the plan: --file plan.json, or - for standard input.');
  if (path !== '-') return { ...(await planning()).readPlanFile(resolve(path)), path };
  const { text } = await import('node:stream/consumers');
  return { path: 'standard input', text: await text(process.stdin) };
}

/** Shows missions, the newest first; `--limit` counts for people alone, JSON has all. */
export function list(call: Call): Promise<undefined> {
  const status = given(call, 'status');
  const limit = wholeNumber(call, 'limit', [1, Number.POSITIVE_INFINITY]) ?? SHOWN;
  const missions = listMissions(openProject(call)).filter(
    (mission) => status === undefined || mission.status === status,
  );
  call.out.result(missions, () => {
    if (missions.length === 0) return lines('No missions.', next('maestro mission create --file plan.json'));
    const shown = missions.slice(0, limit);
    const hidden = missions.length - shown.length;
    return lines(
      `${missions.length} ${missions.length === 1 ? 'mission' : 'missions'}`,
      shown.map((mission) => `${mission.id}  ${mission.status.padEnd(12)}  ${cut(mission.title, 40)}`),
      hidden > 0 ? `… and ${hidden} older ones (--limit ${missions.length})` : undefined,
    );
  });
  return Promise.resolve(undefined);
}

/** Shows a mission with the progress of its milestones. */
export function show(call: Call): Promise<undefined> {
  const report = showMission(openProject(call), argument(call));
  const { mission, effectiveMissionStatus: effective, milestones, summary } = report;
  call.out.result(report, () =>
    lines(
      `${mission.id}  ${plain(mission.title)}`,
      `  Status: ${effective}${effective === mission.status ? '' : ` (stored status: ${mission.status})`}`,
      mission.description === '' ? undefined : `  ${cut(mission.description, 200)}`,
      `  Progress: ${milestones.map((milestone) => `[${milestone.milestoneId}: ${milestone.status}${milestone.status === 'executing' ? ` ${milestone.completedFeatures}/${milestone.featureCount}` : ''}]`).join(' ')}`,
      `  Features: ${summary.totalCompletedFeatures}/${summary.totalFeatures} done (${summary.overallFeaturePct} %)`,
      `  Assertions: ${summary.totalTerminalAssertions}/${summary.totalAssertions} settled (${summary.overallAssertionPct} %), ${summary.totalWaivedAssertions} waived`,
      'Milestones:',
      milestones.map(
        (milestone) =>
          `  ${plain(milestone.milestoneId)}  ${milestone.status.padEnd(10)}  ${cut(milestone.milestone.title, 40)}  ${milestone.completedFeatures}/${milestone.featureCount} features, ${milestone.terminalAssertions}/${milestone.assertionCount} assertions`,
      ),
      `Features: ${mission.features.map(plain).join(', ')}`,
    ),
  );
  return Promise.resolve(undefined);
}

/** Approves a draft, so that work may begin. */
export async function approve(call: Call): Promise<undefined> {
  const mission = await decideMission(openProject(call), { id: argument(call), verdict: 'approved' });
  call.out.result(mission, () =>
    lines(
      ok(`Mission approved: ${mission.id}`),
      `  Title: ${plain(mission.title)}`,
      `  At: ${mission.approvedAt ?? mission.updatedAt}`,
      next(`maestro feature list --mission ${mission.id}`),
    ),
  );
}

/** Rejects a draft for good. */
export async function reject(call: Call): Promise<undefined> {
  const mission = await decideMission(openProject(call), { id: argument(call), verdict: 'rejected' });
  call.out.result(mission, () =>
    lines(
      ok(`Mission rejected: ${mission.id}`),
      `  Title: ${plain(mission.title)}`,
      `  At: ${mission.rejectedAt ?? mission.updatedAt}`,
      next('This is final. A better plan becomes a new mission: maestro mission create --file plan.json'),
    ),
  );
}

/** Changes status, title or description of a mission. */
export async function update(call: Call): Promise<undefined> {
  const status = oneOf(call, 'status', MissionStatus.options);
  const [title, description] = [filled(call, 'title'), filled(call, 'description')];
  const mission = await updateMission(openProject(call), {
    mission: argument(call),
    status,
    title,
    description,
  });
  call.out.result(mission, () =>
    lines(ok(`Mission updated: ${mission.id}`), `  Status: ${mission.status}`, `  Title: ${plain(mission.title)}`),
  );
}

/** Draws the dependencies of a mission’s features as mermaid or dot. */
export function graph(call: Call): Promise<undefined> {
  const format = oneOf(call, 'format', ['dot', 'mermaid'] as const) ?? 'mermaid';
  const { mission, features } = readMission(openProject(call), argument(call));
  const drawing = dependencyGraph(mission, features, format);
  call.out.result({ missionId: mission.id, format, graph: drawing }, () => drawing);
  return Promise.resolve(undefined);
}
