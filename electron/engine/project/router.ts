import type { Container } from '../../contract/containers.ts';
import type { Context } from '../context.ts';
import { updateAssertion } from './missions/assertions/update.ts';
import { diffCheckpoint, loadCheckpoint, saveCheckpoint } from './missions/checkpoints/checkpoints.ts';
import { putFileBack } from './missions/checkpoints/put-back.ts';
import { writePrompt } from './prompts/prompt.ts';
import { updateFeature } from './missions/features/update.ts';
import { linkProject, viewGraph } from './graph/graph.ts';
import { claimHandoff, releaseHandoff } from './handoffs/claim.ts';
import { verifyHandoff } from './handoffs/verify.ts';
import { headsOf, viewHandoff } from './handoffs/view.ts';
import { engine } from '../implement.ts';
import { keepSide, putCopyBack } from './health/conflicts.ts';
import { repairFile, repairState } from './health/repair.ts';
import { addCorrection, addLearning, compileLearnings } from './memory/memory.ts';
import { viewMemory } from './memory/view.ts';
import { inspectConfig } from './config/inspector.ts';
import { missionControl } from './overview/snapshot.ts';
import { missionBoard } from './missions/board.ts';
import { checkPlanText } from './missions/check-plan.ts';
import { createMission } from './missions/create.ts';
import { dependencyGraph } from './missions/graph-drawing.ts';
import { checkPlan } from './missions/plan.ts';
import { listWorkflows } from './missions/workflows.ts';
import { readMission } from './missions/mission/store.ts';
import { decideMission, updateMission } from './missions/mission/update.ts';
import { addNote, listNotes } from './notes/notes.ts';
import { editConfig } from './config/edit-config.ts';
import { act, change, within } from './follow/opened.ts';
import { undoChange } from './follow/undo.ts';
import { closeProject, initFolder, openFolder } from './follow/open.ts';
import { launchFeature } from './launches/launch.ts';
import { pickUp } from './launches/pick-up.ts';
import { checkRatchet, promoteCorrection } from './memory/ratchet.ts';
import { cancelChecks, runChecks } from './proofs/prove.ts';
import { sealProven } from './proofs/sealing.ts';
import { listStandings, readLog } from './proofs/standings.ts';
import { setCheck } from './missions/assertions/checks.ts';
import { proposals } from './proposals/router.ts';
import { tournaments } from './tournaments/router.ts';
import { pauseRun, resumeRun, runMission, stopRun } from './runs/begin.ts';
import { explainMission } from './runs/explain.ts';

const PLAN = 'This text';
const MINUTE_MS = 60_000;

function knownContainers({ state }: Context): readonly Container[] {
  return Object.values(state.snapshot.containers);
}

const projects = {
  open: engine.projects.open.handler(({ context, input }) => openFolder(context, input)),
  close: engine.projects.close.handler(({ context, input }) => closeProject(context, input)),
  init: engine.projects.init.handler(({ context, input }) => initFolder(context, input)),
  keepSide: engine.projects.keepSide.handler(({ context, input }) =>
    change(context, input, (project) => keepSide(project, input.path, input.side)),
  ),
  repair: engine.projects.repair.handler(({ context, input }) =>
    change(context, input, async (project) => ({
      repairs: input.path === undefined ? await repairState(project) : [await repairFile(project, input.path)],
    })),
  ),
  putBack: engine.projects.putBack.handler(({ context, input }) =>
    change(context, input, (project) => putCopyBack(project, input)),
  ),
  undo: engine.projects.undo.handler(({ context, input }) =>
    change(context, input, (project) => undoChange(context, project, input.undo)),
  ),
  config: engine.projects.config.handler(({ context, input }) =>
    within(context, input, (project) => inspectConfig(project)),
  ),
  editConfig: engine.projects.editConfig.handler(({ context, input }) =>
    change(context, input, async (project) => ({ path: (await editConfig(project, input)).path })),
  ),
  notes: engine.projects.notes.handler(({ context, input }) =>
    within(context, input, (project) => ({ notes: listNotes(project) })),
  ),
  addNote: engine.projects.addNote.handler(({ context, input }) =>
    change(context, input, async (project) => ({ note: await addNote(project, input) })),
  ),
};

const missions = {
  control: engine.missions.control.handler(({ context, input }) =>
    within(context, input, (project) => missionControl(project, input.mission)),
  ),
  board: engine.missions.board.handler(({ context, input }) =>
    within(context, input, (project) => missionBoard(project, input.mission)),
  ),
  checkPlan: engine.missions.checkPlan.handler(({ context, input }) =>
    within(context, input, (project) => checkPlanText(project, input)),
  ),
  workflows: engine.missions.workflows.handler(({ context, input }) =>
    within(context, input, (project) => ({ workflows: listWorkflows(project) })),
  ),
  create: engine.missions.create.handler(({ context, input }) =>
    change(context, input, async (project) => {
      const plan = checkPlan(project, { path: PLAN, text: input.text }, input.workflow);
      return { mission: (await createMission(project, plan)).mission };
    }),
  ),
  approve: engine.missions.approve.handler(({ context, input }) =>
    change(context, input, async (project) => ({
      mission: await decideMission(project, { id: input.mission, verdict: 'approved' }),
    })),
  ),
  reject: engine.missions.reject.handler(({ context, input }) =>
    change(context, input, async (project) => ({
      mission: await decideMission(project, { id: input.mission, verdict: 'rejected' }),
    })),
  ),
  update: engine.missions.update.handler(({ context, input }) =>
    change(context, input, async (project) => ({ mission: await updateMission(project, input) })),
  ),
  run: engine.missions.run.handler(({ context, input: { project: root, ...input } }) =>
    act(context, { project: root }, async (project) => ({ run: await runMission(context, project, input) })),
  ),
  pause: engine.missions.pause.handler(({ context, input }) =>
    act(context, input, async (project) => ({ run: await pauseRun(context, project, input.mission) })),
  ),
  resume: engine.missions.resume.handler(({ context, input: { project: root, ...input } }) =>
    act(context, { project: root }, async (project) => ({ run: await resumeRun({ context, project }, input) })),
  ),
  stop: engine.missions.stop.handler(({ context, input }) =>
    act(context, input, async (project) => ({ run: await stopRun({ context, project }, input.mission) })),
  ),
  explain: engine.missions.explain.handler(({ context, input }) =>
    within(context, input, (project) =>
      explainMission(context, project, {
        mission: input.mission,
        containers: knownContainers(context),
        docker: context.state.snapshot.docker,
      }),
    ),
  ),
  graph: engine.missions.graph.handler(({ context, input }) =>
    within(context, input, (project) => {
      const { mission, features } = readMission(project, input.mission);
      return { text: dependencyGraph(mission, features, input.format) };
    }),
  ),
};

const features = {
  update: engine.features.update.handler(({ context, input }) =>
    change(context, input, (project) => updateFeature(project, input)),
  ),
  prompt: engine.features.prompt.handler(({ context, input }) =>
    change(context, input, async (project) => {
      const { prompt, writtenTo } = await writePrompt(project, { mission: input.mission, id: input.feature });
      return { prompt, path: writtenTo.at(-1) ?? '' };
    }),
  ),
  launch: engine.features.launch.handler(({ context, input: { project: root, ...input } }) =>
    act(context, { project: root }, (project) => launchFeature(context, project, input)),
  ),
  pickUp: engine.features.pickUp.handler(({ context, input: { project: root, ...input } }) =>
    act(context, { project: root }, (project) =>
      pickUp(context, project, { input, launch: launchFeature, containers: knownContainers(context) }),
    ),
  ),
};

const assertions = {
  judge: engine.assertions.judge.handler(({ context, input }) =>
    change(context, input, async (project) => ({ assertion: await updateAssertion(project, input) })),
  ),
};

const proofs = {
  list: engine.proofs.list.handler(({ context, input }) =>
    within(context, input, async (project) => ({
      standings: await listStandings(context, project, {
        mission: input.mission,
        containers: knownContainers(context),
      }),
    })),
  ),
  run: engine.proofs.run.handler(({ context, input: { project: root, ...input } }) =>
    act(context, { project: root }, async (project) => ({
      proofs: await runChecks(context, project, { input }),
    })),
  ),
  cancel: engine.proofs.cancel.handler(({ context, input }) =>
    within(context, input, (project) => {
      cancelChecks(context, project, input);
      return {};
    }),
  ),
  setCheck: engine.proofs.setCheck.handler(({ context, input }) =>
    change(context, input, async (project) => {
      await setCheck(project, input);
      return { check: input.check };
    }),
  ),
  log: engine.proofs.log.handler(({ context, input }) =>
    within(context, input, (project) => readLog(context, project, input)),
  ),
};

const milestones = {
  seal: engine.milestones.seal.handler(({ context, input }) =>
    change(context, input, (project) =>
      sealProven(context, project, {
        mission: input.mission,
        id: input.milestone,
        strict: input.strict,
        containers: () => Promise.resolve(knownContainers(context)),
      }),
    ),
  ),
};

const checkpoints = {
  save: engine.checkpoints.save.handler(({ context, input }) =>
    change(context, input, async (project) => ({ checkpoint: await saveCheckpoint(project, input.mission) })),
  ),
  diff: engine.checkpoints.diff.handler(({ context, input }) =>
    within(context, input, (project) => diffCheckpoint(project, input)),
  ),
  putBack: engine.checkpoints.putBack.handler(({ context, input }) =>
    change(context, input, (project) => putFileBack(project, input.path)),
  ),
  load: engine.checkpoints.load.handler(({ context, input }) =>
    change(context, input, (project) => loadCheckpoint(project, input)),
  ),
};

const handoffs = {
  list: engine.handoffs.list.handler(({ context, input }) =>
    within(context, input, (project) => headsOf(project, input.status)),
  ),
  get: engine.handoffs.get.handler(({ context, input }) =>
    within(context, input, (project) => viewHandoff(project, input.id)),
  ),
  verify: engine.handoffs.verify.handler(({ context, input }) =>
    within(context, input, (project) => verifyHandoff(project, input.id)),
  ),
  claim: engine.handoffs.claim.handler(({ context, input }) =>
    change(context, input, async (project) => {
      const { id, agent, leaseMinutes } = input;
      const leaseMs = leaseMinutes === undefined ? undefined : leaseMinutes * MINUTE_MS;
      return { handoff: await claimHandoff(project, { id, agent, leaseMs }) };
    }),
  ),
  release: engine.handoffs.release.handler(({ context, input }) =>
    change(context, input, async (project) => ({ handoff: await releaseHandoff(project, input) })),
  ),
};

const memory = {
  read: engine.memory.read.handler(({ context, input }) => within(context, input, viewMemory)),
  correct: engine.memory.correct.handler(({ context, input }) =>
    change(context, input, async (project) => ({ correction: await addCorrection(project, input) })),
  ),
  learn: engine.memory.learn.handler(({ context, input }) =>
    change(context, input, async (project) => ({ learning: await addLearning(project, input) })),
  ),
  compile: engine.memory.compile.handler(({ context, input }) =>
    change(context, input, (project) => compileLearnings(project, input)),
  ),
  promote: engine.memory.promote.handler(({ context, input }) =>
    change(context, input, async (project) => ({ assertion: await promoteCorrection(project, input) })),
  ),
  checkRatchet: engine.memory.checkRatchet.handler(({ context, input }) =>
    change(context, input, async (project) => ({ report: await checkRatchet(project) })),
  ),
};

const graph = {
  read: engine.graph.read.handler(({ context, input }) => within(context, input, viewGraph)),
  link: engine.graph.link.handler(({ context, input }) =>
    change(context, input, (project) => linkProject(project, input)),
  ),
};

/** Every procedure on the files of an opened project, and the operation behind it: the same as the command line's. */
export const projectRouter = {
  projects,
  missions,
  features,
  assertions,
  proofs,
  tournaments,
  milestones,
  checkpoints,
  handoffs,
  memory,
  proposals,
  graph,
};
