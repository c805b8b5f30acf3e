import { relative, sep } from 'node:path';
import type { MissionStatus } from '../../../contract/missions.ts';
import { present } from '../../../contract/present.ts';
import { listCheckpoints } from '../missions/checkpoints/checkpoints.ts';
import { statAt } from '../../disk/stat.ts';
import { readChanges, readDiffStat } from '../../git/changes.ts';
import { currentBranch, findCheckout } from '../../git/head.ts';
import { projectContext } from '../graph/graph.ts';
import { listHandoffs } from '../handoffs/store.ts';
import { memoryStats } from '../memory/memory.ts';
import { findBaseline, findCompiled, listCorrections, listLearnings, readSuite } from '../memory/store.ts';
import { milestoneProgress } from '../missions/milestones/rules.ts';
import { effectiveStatus } from '../missions/mission/status-rules.ts';
import { findMission, missionIds, readMission } from '../missions/mission/store.ts';
import { principleStats } from '../principles/store.ts';
import { readConfigOrTell } from '../config/config.ts';
import { configSource } from '../config/config-source.ts';
import { compareIds } from '../records/id-rules.ts';
import type { Project } from '../records/project.ts';
import { missionTree } from '../records/tree.ts';
import { listReplies } from '../replies/replies.ts';
import { basicChecks } from '../health/checks.ts';
import { listTasks } from '../tasks/tasks.ts';
import { homeOf } from './home.ts';
import { inspectConfig } from '../config/inspector.ts';
import {
  activeFeature,
  activeMilestone,
  agentGrid,
  currentGate,
  dependencyMap,
  dispatchQueue,
  featureRows,
  type MissionView,
  previewOf,
  progressLog,
  progressOf,
  startOf,
} from '../missions/mission-rules.ts';

const PLACEHOLDER = 'Pick it up to read it: maestro handoff pickup';
const EVENTS = 200;

/** Everything that Mission Control shows, read once. */
export async function missionControl(project: Project, wanted?: string) {
  // git looks at the working tree while the files are read.
  const [session, parts] = await Promise.all([sessionPart(project), fileParts(project, wanted)]);
  return { ...parts, session };
}
export type ControlSnapshot = Awaited<ReturnType<typeof missionControl>>;

// eslint-disable-next-line @typescript-eslint/require-await -- what it throws must reach Promise.all
async function fileParts(project: Project, wanted: string | undefined) {
  const id = wanted ?? defaultMission(project);
  const view = id === undefined ? undefined : readView(project, id);
  return { ...missionPart(project, view), ...commonPart(project, view) };
}

/** The newest mission under way, else the newest of all. */
function defaultMission(project: Project): string | undefined {
  let newest: string | undefined;
  for (const id of missionIds(project).sort((left, right) => compareIds(right, left))) {
    const status = statusOf(project, id);
    if (status === 'executing' || status === 'paused') return id;
    newest ??= status === undefined ? undefined : id;
  }
  return newest;
}

/** By what a mission's file looked like: a process that goes on reads only those again that changed. */
const statuses = new Map<string, { readonly stamp: string; readonly status: MissionStatus }>();

function statusOf(project: Project, id: string): MissionStatus | undefined {
  const path = missionTree(project, id).record;
  const stat = statAt(path);
  if (stat === undefined) return undefined;
  const stamp = `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
  const known = statuses.get(path);
  if (known?.stamp === stamp) return known.status;
  const status = findMission(project, id)?.status;
  if (status !== undefined) statuses.set(path, { stamp, status });
  return status;
}

function readView(project: Project, id: string): MissionView {
  const files = readMission(project, id);
  return {
    ...files,
    milestones: milestoneProgress(files.mission, files),
    checkpoints: listCheckpoints(project, id).checkpoints,
  };
}

function missionPart(project: Project, view: MissionView | undefined) {
  if (view === undefined) return homePart();
  const { mission, milestones } = view;
  const effective = effectiveStatus(mission, milestones);
  const progress = progressOf(view);
  const gate = currentGate(view);
  const active = activeFeature(view);
  return {
    mode: 'mission' as const,
    missionId: mission.id,
    missionTitle: mission.title,
    missionStatus: mission.status,
    effectiveStatus: effective,
    elapsedMs: Math.max(0, project.now().getTime() - startOf(mission)),
    ...progress,
    tokenCounters: null,
    missionOverview: {
      missionLabel: `Mission: ${mission.title}`,
      statusLabel: mission.status,
      activeCount: progress.statusProgress.inFlight,
      doneCount: progress.statusProgress.completed,
      totalCount: progress.statusProgress.total,
      blockedCount: progress.statusProgress.blocked,
      currentMilestone: activeMilestone(view)?.milestone.title ?? null,
      gateLabel: gate.label,
      agentSummary: [],
      dependencyMap: dependencyMap(view),
    },
    activeFeature: active === undefined ? null : previewOf(active, view),
    features: featureRows(view),
    taskPreviews: view.features.map((feature) => previewOf(feature, view)),
    progressLog: progressLog(view),
    milestones: milestones.map(shortMilestone),
    gateBlocked: gate.blocked,
    gateLabel: gate.label,
    canPause: mission.status === 'executing',
    canResume: mission.status === 'paused',
  };
}

/** What is shown where no mission is. */
function homePart() {
  return {
    mode: 'home' as const,
    missionId: 'home',
    missionTitle: 'Home',
    missionStatus: 'approved' as const,
    effectiveStatus: 'approved' as const,
    elapsedMs: 0,
    ...progressOf({ features: [] }),
    tokenCounters: null,
    missionOverview: null,
    activeFeature: null,
    features: [],
    taskPreviews: [],
    progressLog: [],
    milestones: [],
    gateBlocked: false,
    gateLabel: null,
    canPause: false,
    canResume: false,
  };
}

function commonPart(project: Project, view: MissionView | undefined) {
  const checks = basicChecks(project);
  const pending = listHandoffs(project, 'pending').map(({ id, agent, timestamp }) => ({
    id,
    agent,
    timestamp,
    message: PLACEHOLDER,
  }));
  const stats = memoryStats(project);
  const compiled = findCompiled(project);
  const baseline = findBaseline(project);
  return {
    pendingHandoffs: pending,
    configSummary: {
      configSource: configSource(project),
      cassAvailable: false,
      gitAvailable: findCheckout(project.cwd) !== undefined,
      checks,
      missionDirectory: view === undefined ? null : missionFolder(project, view.mission.id),
      workerTypes: [...new Set(view?.features.map((feature) => feature.workerType) ?? [])],
      backgroundMode: readConfigOrTell(project).ui?.missionControl?.backgroundMode ?? 'solid',
    },
    configInspector: inspectConfig(project, { checks, ...(view === undefined ? {} : { features: view.features }) }),
    memory: {
      stats,
      corrections: listCorrections(project).reverse(),
      rawLearnings: listLearnings(project),
      ...present({ compiledLearnings: compiled }),
      ratchetSuite: readSuite(project),
      ...present({ ratchetBaseline: baseline }),
      graphContext: projectContext(project),
    },
    memoryStats: stats,
    home: view === undefined ? homeOf(project, { checks, pending }) : null,
    ...laterPart(project, view, pending.length),
  };
}

/** Where a mission lies, seen from the project’s root, with `/` on every system. */
function missionFolder(project: Project, id: string): string {
  return relative(project.root, missionTree(project, id).folder).split(sep).join('/');
}

function shortMilestone({ milestone, status }: Pick<MissionView['milestones'][number], 'milestone' | 'status'>) {
  const { id, title, order, kind = 'work', profile = 'custom' } = milestone;
  return { id, title, status, order, kind, profile };
}

/** What later versions of the older tool show as well. */
function laterPart(project: Project, view: MissionView | undefined, pending: number) {
  const tasks = listTasks(project);
  const statuses = ['open', 'in_progress', 'blocked', 'deferred', 'closed'];
  const column = (status: string) => tasks.filter((task) => task.status === status);
  return {
    agentGrid: view === undefined ? [] : agentGrid(view, pending, project.now()),
    dispatchQueue: view === undefined ? [] : dispatchQueue(view),
    eventStream: view === undefined ? [] : progressLog(view).slice(0, EVENTS),
    taskBoard:
      tasks.length === 0
        ? null
        : {
            columns: Object.fromEntries(statuses.map((status) => [status, column(status)])),
            totalCount: tasks.length,
          },
    timelineMilestones:
      view?.milestones.map(({ milestone, status, featureCompletionPct, assertionCompletionPct }) => ({
        ...shortMilestone({ milestone, status }),
        features: view.features
          .filter(({ milestoneId }) => milestoneId === milestone.id)
          .map(({ id, title, status: state }) => ({ id, title, status: state })),
        progressPct: featureCompletionPct,
        featureCompletionPct,
        assertionCompletionPct,
      })) ?? [],
    replyInbox: listReplies(project).map(({ reply, ingested }) => ({ ...reply, ingested })),
    principleEffectiveness: principleStats(project, { all: true }),
  };
}

async function sessionPart(project: Project) {
  if (findCheckout(project.cwd) === undefined) return null;
  const changes = await readChanges(project.checkout);
  const known = changes.some(({ kind }) => kind !== 'untracked');
  const lines = known ? await readDiffStat(project.checkout) : { added: 0, removed: 0 };
  return {
    branch: currentBranch(project.checkout) ?? 'HEAD',
    workingTreeClean: changes.length === 0,
    diffStat: `+${lines.added} -${lines.removed}`,
    changedFiles: changes.map((change) => change.path),
    fileChanges: changes.map(({ path, kind }) => ({ path, kind })),
  };
}
