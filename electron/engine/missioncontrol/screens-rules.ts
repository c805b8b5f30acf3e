import type { Panel } from './frame-rules.ts';
import type { Screen } from './names-rules.ts';
import type { ControlSnapshot } from './snapshot.ts';

/** Screens that need a mission. */
const NEEDS_MISSION: ReadonlySet<Screen> = new Set(['dependencies', 'dispatch', 'timeline']);

export function isAvailable(screen: Screen, snapshot: ControlSnapshot): boolean {
  return snapshot.mode === 'mission' || !NEEDS_MISSION.has(screen);
}

export interface Selection {
  readonly feature?: string;
  readonly handoff?: string;
}

/** The panels of a screen. Pure: the same snapshot always gives the same screen. */
export function panelsOf(screen: Screen, snapshot: ControlSnapshot, selection: Selection = {}): Panel[] {
  return BUILDERS[screen](snapshot, selection);
}

type Builder = (snapshot: ControlSnapshot, selection: Selection) => Panel[];

const BUILDERS: Record<Screen, Builder> = {
  dashboard: (snapshot, selection) =>
    snapshot.mode === 'home'
      ? homePanels(snapshot)
      : [overview(snapshot), taskPanel(snapshot), focus(snapshot, selection), timeline(snapshot), session(snapshot)],
  features: (snapshot, selection) =>
    snapshot.mode === 'home' ? homePanels(snapshot) : [featurePanel(snapshot), focus(snapshot, selection)],
  dependencies: dependencyPanels,
  handoffs: (snapshot, { handoff }) => [
    panel(
      'Pending handoffs',
      snapshot.pendingHandoffs.map(({ id, agent }) => `${id === handoff ? '>' : ' '} ${id}  ${agent}`),
      'No handoff is pending',
    ),
    panel(
      'Selected',
      snapshot.pendingHandoffs
        .filter(({ id }) => handoff === undefined || id === handoff)
        .slice(0, 1)
        .flatMap(({ id, agent, timestamp, message }) => [id, `from ${agent}`, `at ${timestamp}`, message]),
      'Nothing is selected',
    ),
  ],
  config: ({ configSummary, configInspector }) => [
    panel(
      'Effective configuration',
      (configInspector.rowsByTab['effective'] ?? []).map(
        (row) => `${row.sourceBadge} ${row.keyPath}: ${row.displayValueText}`,
      ),
      'No keys',
    ),
    panel(
      'Checks',
      configSummary.checks.map(({ name, status, message }) => `${status.padEnd(4)} ${name}: ${message}`),
      'No checks',
    ),
    panel('Files', [`project: ${configInspector.projectPath}`, `user: ${configInspector.globalPath}`], ''),
    panel('Problems', configInspector.errors, 'No problems'),
  ],
  memory: ({ memory }) => [
    panel(
      'Overview',
      [
        `corrections: ${memory.stats.corrections.total} (${memory.stats.corrections.hard} hard)`,
        `learnings: ${memory.stats.learnings.rawCount} raw`,
        `ratchet: ${memory.stats.ratchet.assertions} patterns`,
      ],
      '',
    ),
    panel(
      'Corrections',
      memory.corrections.map(({ severity, rule }) => `${severity} ${rule}`),
      'No corrections yet',
    ),
    panel(
      'Learnings',
      memory.rawLearnings.map(({ sessionDate, content }) => `${sessionDate} ${content}`),
      'No learnings yet',
    ),
    panel(
      'Ratchet',
      memory.ratchetSuite.assertions.map(({ rule, check }) => `${rule}: ${check}`),
      'No patterns yet',
    ),
  ],
  graph: ({ memory: { graphContext } }) => [
    panel(
      'This project',
      [
        graphContext.currentProject?.name ?? 'not in the graph yet',
        `${graphContext.totalProjects} projects, ${graphContext.totalEdges} links`,
      ],
      '',
    ),
    panel(
      'Relations',
      graphContext.relationships.map(
        ({ direction, project, edge }) =>
          `${direction === 'outgoing' ? '-->' : '<--'} ${project.name} (${edge.relation})`,
      ),
      'No relations: maestro graph-link PROJECT --consumes',
    ),
  ],
  agents: ({ agentGrid }) => [
    panel(
      'Workers',
      agentGrid.map(
        (row) =>
          `${row.workerType}  ${row.status}  ${row.completedCount}/${row.featureCount}  ${row.activeFeatureId ?? ''}`,
      ),
      'No workers yet',
    ),
  ],
  dispatch: ({ dispatchQueue }) => [
    panel(
      'Ready to begin',
      dispatchQueue.map((row) => `${row.featureId}  ${row.workerType}  ${row.fitReason}`),
      'Nothing is ready',
    ),
  ],
  events: ({ eventStream }) => [
    panel(
      'Events',
      eventStream.map(({ timestamp, title }) => `${timestamp}  ${title}`),
      'No events yet',
    ),
  ],
  tasks: ({ taskBoard }) =>
    taskBoard === null
      ? [panel('Tasks', [], 'No tasks yet: maestro task create "…"')]
      : Object.entries(taskBoard.columns).map(([status, tasks]) =>
          panel(
            `${status} (${tasks.length})`,
            tasks.map(({ id, title }) => `${id} ${title}`),
            'none',
          ),
        ),
  timeline: ({ timelineMilestones }) => [
    panel(
      'Milestones',
      timelineMilestones.map(
        (row) => `${row.title}  ${bar(row.featureCompletionPct)} ${row.featureCompletionPct} %  ${row.status}`,
      ),
      'No milestones',
    ),
  ],
  principles: ({ principleEffectiveness }) => [
    panel(
      'Principles',
      principleEffectiveness.map(
        (row) => `${row.name}  ${row.helpful} helped, ${row.unhelpful} did not, ${row.pending} open`,
      ),
      'No principles: maestro principle add',
    ),
  ],
  help: () => [panel('Keys', [...KEYS], '')],
};

export const KEYS = [
  'F features   D dependencies   H handoffs',
  'C config     M memory         G graph',
  'A agents     E events         T tasks',
  'L timeline   R principles     ? help',
  'arrows move   Enter selects   Esc goes back   q quits',
] as const;

function panel(title: string, lines: readonly string[], empty: string): Panel {
  return { title, lines: lines.length === 0 ? [empty] : lines };
}

function overview({ missionOverview, missionTitle, milestones }: ControlSnapshot): Panel {
  if (missionOverview === null) return panel('Mission Overview', [missionTitle], '');
  const { statusLabel, activeCount, doneCount, totalCount, blockedCount, currentMilestone, gateLabel, dependencyMap } =
    missionOverview;
  return panel(
    'Mission Overview',
    [
      missionTitle,
      `stored status: ${statusLabel}`,
      `${doneCount}/${totalCount} done, ${activeCount} active, ${blockedCount} blocked`,
      `milestone: ${currentMilestone ?? 'all sealed'} (${milestones.length} in all)`,
      `gate: ${gateLabel ?? 'clear'}`,
      ...dependencyMap.map(
        (row) =>
          `${row.root} -> ${row.primaryDependent ?? ''}${row.hiddenDependentCount > 0 ? ` and ${row.hiddenDependentCount} more` : ''}`,
      ),
    ],
    '',
  );
}

const MARKS: Readonly<Record<string, string>> = { done: 'DONE', blocked: 'BLOCKED', review: 'REVIEW' };

function taskPanel({ features }: ControlSnapshot): Panel {
  return panel(
    'Tasks',
    features.map(({ id, status, title }) => `${(MARKS[status] ?? 'OPEN').padEnd(7)}  ${id}  ${title}`),
    'No features',
  );
}

function featurePanel({ features }: ControlSnapshot): Panel {
  return panel(
    'Features',
    features.map(
      (row) => `${row.id}  ${row.status}  ${row.workerType}${row.hasReport ? '  report' : ''}  ${row.title}`,
    ),
    'No features',
  );
}

function focus({ activeFeature, taskPreviews }: ControlSnapshot, { feature }: Selection): Panel {
  const chosen = taskPreviews.find(({ id }) => id === feature) ?? activeFeature;
  if (chosen === null) return panel('Focus', [], 'Nothing is under way');
  return panel(
    `Focus: ${chosen.id}`,
    [
      chosen.title,
      `${chosen.status} in ${chosen.milestoneTitle}, worker ${chosen.workerType}`,
      chosen.description,
      ...chosen.verificationSteps.map((step) => `verify: ${step}`),
      ...chosen.blockedBy.map(({ id, status }) => `waits for ${id} (${status})`),
    ],
    '',
  );
}

function timeline({ progressLog }: ControlSnapshot): Panel {
  return panel(
    'Timeline',
    progressLog.map(({ relativeMs, title }) => `${age(relativeMs)}  ${title}`),
    'Nothing happened yet',
  );
}

function session({ session: git }: ControlSnapshot): Panel {
  if (git === null) return panel('Session', [], 'No git repository');
  return panel(
    'Session',
    [`branch ${git.branch}  ${git.diffStat}`, ...git.fileChanges.map(({ path, kind }) => `${kind} ${path}`)],
    '',
  );
}

function dependencyPanels({ taskPreviews, activeFeature }: ControlSnapshot, { feature }: Selection): Panel[] {
  const chosen = taskPreviews.find(({ id }) => id === feature) ?? activeFeature ?? taskPreviews[0];
  if (chosen === undefined) return [panel('Dependencies', [], 'No features')];
  const row = ({ id, status, title }: { id: string; status: string; title: string }): string =>
    `${id} (${status}) ${title}`;
  return [
    panel(`Upstream of ${chosen.id}`, chosen.blockedBy.map(row), 'Nothing is in the way: ready'),
    panel('Downstream', chosen.unblocks.map(row), 'Nothing waits for it'),
    panel(
      'Graph',
      taskPreviews.map(({ id, dependsOn }) => (dependsOn.length === 0 ? id : `${dependsOn.join(', ')} -> ${id}`)),
      '',
    ),
  ];
}

function homePanels({ home, pendingHandoffs }: ControlSnapshot): Panel[] {
  if (home === null) return [];
  return [
    panel(home.headline, [home.summary, home.locationLabel], ''),
    panel(
      'Next',
      home.actions.map(({ command, detail }) => `${command}  ${detail}`),
      '',
    ),
    panel(
      'Checks',
      home.checks.map(({ name, status, message }) => `${status.padEnd(4)} ${name}: ${message}`),
      '',
    ),
    panel(
      'Handoffs',
      pendingHandoffs.map(({ id, agent }) => `${id} from ${agent}`),
      'No handoff is pending',
    ),
  ];
}

function bar(percent: number): string {
  const full = Math.round(percent / 10);
  return '█'.repeat(full) + '░'.repeat(10 - full);
}

const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'm'],
  [1_000, 's'],
] as const;

/** `3m`, `2h`. */
export function age(ms: number): string {
  const unit = UNITS.find(([size]) => ms >= size);
  return unit === undefined ? '0s' : `${Math.floor(ms / unit[0])}${unit[1]}`;
}
