import { type Look, tabOf, toneOf } from './list-rows-rules.ts';
import { graphPanels, memoryPanels } from './memory-screens.ts';
import type { Screen } from '../screens.ts';
import { type Line, type Panel, panel, textPanel } from './panel.ts';
import { listPanel } from './list-panel.ts';
import type { ControlSnapshot } from '../../../engine/project/overview/snapshot.ts';

/** Screens that need a mission. */
const NEEDS_MISSION: ReadonlySet<Screen> = new Set(['dependencies', 'dispatch', 'timeline']);

/** Whether a screen has something to show: some need a mission. */
export function isAvailable(screen: Screen, snapshot: ControlSnapshot): boolean {
  return snapshot.mode === 'mission' || !NEEDS_MISSION.has(screen);
}

/** The panels of a screen. Pure: the same snapshot always gives the same screen. */
export function panelsOf(screen: Screen, snapshot: ControlSnapshot, look: Look = {}): Panel[] {
  return BUILDERS[screen](snapshot, look);
}

type Builder = (snapshot: ControlSnapshot, look: Look) => Panel[];

const BUILDERS: Record<Screen, Builder> = {
  dashboard: (snapshot, look) =>
    snapshot.mode === 'home'
      ? homePanels(snapshot)
      : [
          overview(snapshot),
          listPanel('dashboard', snapshot, { look, title: 'Tasks', empty: 'No features' }),
          focus(snapshot, look),
          timeline(snapshot),
          session(snapshot),
        ],
  features: (snapshot, look) =>
    snapshot.mode === 'home'
      ? homePanels(snapshot)
      : [listPanel('features', snapshot, { look, title: 'Features', empty: 'No features' }), focus(snapshot, look)],
  dependencies: dependencyPanels,
  handoffs: handoffPanels,
  config: configPanels,
  memory: memoryPanels,
  graph: graphPanels,
  agents: (snapshot, look) => [listPanel('agents', snapshot, { look, title: 'Workers', empty: 'No workers yet' })],
  dispatch: (snapshot, look) => {
    const next = snapshot.dispatchQueue.find(({ featureId }) => featureId === look.chosen);
    return [
      listPanel('dispatch', snapshot, { look, title: 'Ready to begin', empty: 'Nothing is ready' }),
      ...(next === undefined ? [] : [textPanel(`Next: ${next.featureId}`, [next.featureTitle, next.milestoneTitle])]),
    ];
  },
  events: (snapshot, look) => [listPanel('events', snapshot, { look, title: 'Events', empty: 'No events yet' })],
  tasks: (snapshot, look) => {
    const task = snapshot.taskBoard?.columns[tabOf('tasks', snapshot, look)]?.find(({ id }) => id === look.chosen);
    const counts = Object.entries(snapshot.taskBoard?.columns ?? {}).map(([name, all]) => `${name}: ${all.length}`);
    return [
      listPanel('tasks', snapshot, { look, title: 'Tasks', empty: 'None here: maestro task create "…"' }),
      panel('Board', counts.length === 0 ? ['No tasks yet'] : counts),
      ...(task === undefined
        ? []
        : [textPanel(`${task.id} ${task.type}`, [task.title, task.description ?? '', task.labels.join(', ')])]),
    ];
  },
  timeline: (snapshot, look) => {
    const milestone = snapshot.timelineMilestones.find(({ id }) => id === look.chosen);
    const own = snapshot.features.filter(({ milestoneId }) => milestoneId === milestone?.id);
    return [
      listPanel('timeline', snapshot, { look, title: 'Milestones', empty: 'No milestones' }),
      ...(milestone === undefined
        ? []
        : [
            panel(`In ${milestone.title}`, [
              ...own.map(({ id, status, title }) => ({ text: `${id} (${status}) ${title}`, ...toneOf(status) })),
              `assertions ${milestone.assertionCompletionPct} % settled`,
            ]),
          ]),
    ];
  },
  principles: (snapshot, look) => [
    listPanel('principles', snapshot, { look, title: 'Principles', empty: 'No principles: maestro principle add' }),
    panel(
      'Replies',
      snapshot.replyInbox.map(
        ({ featureId, outcome, ingested }) => `${ingested ? 'taken over' : 'open'}  ${featureId} ${outcome}`,
      ),
      'No replies',
    ),
  ],
  help: (snapshot, look) => [listPanel('help', snapshot, { look, title: 'Keys', empty: '' })],
};

function overview({ missionOverview, missionTitle, milestones }: ControlSnapshot): Panel {
  if (missionOverview === null) return panel('Mission Overview', [missionTitle]);
  const { statusLabel, activeCount, doneCount, totalCount, blockedCount, currentMilestone, gateLabel, dependencyMap } =
    missionOverview;
  return panel('Mission Overview', [
    missionTitle,
    `stored status: ${statusLabel}`,
    `${doneCount}/${totalCount} done, ${activeCount} active, ${blockedCount} blocked`,
    `milestone: ${currentMilestone ?? calm(milestones)} (${milestones.length} in all)`,
    `gate: ${gateLabel ?? 'clear'}`,
    ...dependencyMap.map(
      (row) =>
        `${row.root.id} -> ${row.primaryDependent.id}${row.hiddenDependentCount > 0 ? ` and ${row.hiddenDependentCount} more` : ''}`,
    ),
  ]);
}

/** What is said of milestones while none of them is active. */
function calm(milestones: ControlSnapshot['milestones']): string {
  return milestones.every(({ status }) => status === 'sealed') ? 'all sealed' : 'none begun';
}

function focus({ activeFeature, taskPreviews }: ControlSnapshot, { chosen: id, opened }: Look): Panel {
  const chosen = taskPreviews.find((preview) => preview.id === id) ?? activeFeature;
  if (chosen === null) return panel('Preview', [], 'Nothing is under way');
  const moves = chosen.validTransitions.join(' or ');
  return textPanel(`${opened === true ? 'Focus' : 'Preview'}: ${chosen.id}`, [
    chosen.title,
    `${chosen.status} in ${chosen.milestoneTitle}, worker ${chosen.workerType}`,
    ...(opened === true ? [moves === '' ? `${chosen.status} is final` : `Enter changes it to ${moves}`] : []),
    ...chosen.blockedBy.map((other) => `waits for ${other.id} (${other.status})`),
    chosen.description,
    ...chosen.verificationSteps.map((step) => `verify: ${step}`),
    ...chosen.fulfills.map((text) => `fulfills: ${text}`),
  ]);
}

function timeline({ progressLog, elapsedMs }: ControlSnapshot): Panel {
  const [newest] = progressLog;
  const now = newest === undefined ? 0 : Date.parse(newest.timestamp) - newest.relativeMs + elapsedMs;
  return panel(
    'Timeline',
    progressLog.map(({ timestamp, title }) => `${age(now - Date.parse(timestamp)).padStart(4)}  ${title}`),
    'Nothing happened yet',
  );
}

function session({ session: git }: ControlSnapshot): Panel {
  if (git === null) return panel('Session', [], 'No git repository');
  return panel('Session', [
    `branch ${git.branch}  ${git.diffStat}`,
    ...git.fileChanges.map(({ path, kind }) => `${kind} ${path}`),
  ]);
}

function dependencyPanels(snapshot: ControlSnapshot, look: Look): Panel[] {
  const { taskPreviews, activeFeature } = snapshot;
  const chosen = taskPreviews.find(({ id }) => id === look.chosen) ?? activeFeature ?? taskPreviews[0];
  if (chosen === undefined) return [panel('Dependencies', [], 'No features')];
  const row = ({ id, status, title }: { id: string; status: string; title: string }): Line => ({
    text: `${id} (${status}) ${title}`,
    ...toneOf(status),
  });
  const title = `${look.opened === true ? 'Focus' : 'Upstream of'} ${chosen.id} (${chosen.status})`;
  return [
    listPanel('dependencies', snapshot, { look, title: 'Graph', empty: 'No features' }),
    panel(title, chosen.blockedBy.map(row), 'Nothing is in the way: ready'),
    panel('Downstream', chosen.unblocks.map(row), 'Nothing waits for it'),
  ];
}

function handoffPanels(snapshot: ControlSnapshot, look: Look): Panel[] {
  const chosen = snapshot.pendingHandoffs.find(({ id }) => id === look.chosen) ?? snapshot.pendingHandoffs[0];
  return [
    listPanel('handoffs', snapshot, { look, title: 'Pending handoffs', empty: 'No handoff is pending' }),
    chosen === undefined
      ? panel('Selected', [], 'maestro handoff create makes one')
      : textPanel(`Selected: ${chosen.id}`, [
          `from ${chosen.agent} at ${chosen.timestamp}`,
          ...(look.content ?? [chosen.message]),
        ]),
  ];
}

function configPanels(snapshot: ControlSnapshot, look: Look): Panel[] {
  const { configSummary, configInspector } = snapshot;
  const row = Object.values(configInspector.rowsByTab)
    .flat()
    .find(({ keyPath }) => keyPath === look.chosen);
  const checks = configSummary.checks.map(({ name, status, message }) => `${status.padEnd(4)} ${name}: ${message}`);
  return [
    listPanel('config', snapshot, { look, title: 'Config', empty: 'No keys here' }),
    ...(row === undefined
      ? [panel('Checks', checks, 'No checks')]
      : [
          textPanel(row.keyPath, [
            `now ${row.effectiveValueText}: project ${row.projectValueText}, user ${row.globalValueText}, default ${row.defaultValueText}`,
            row.editKind === 'readonly' ? 'Edit it in the file.' : `Enter edits it (${row.editKindLabel}).`,
            row.impactText,
          ]),
        ]),
    textPanel('Files', [
      ...configInspector.errors,
      `project: ${configInspector.projectPath}`,
      `user: ${configInspector.globalPath}`,
    ]),
  ];
}

function homePanels({ home, pendingHandoffs }: ControlSnapshot): Panel[] {
  if (home === null) return [];
  return [
    textPanel(home.headline, [home.summary, home.locationLabel]),
    panel(
      'Next',
      home.actions.map(({ command, detail: why }) => `${command}  ${why}`),
    ),
    panel(
      'Checks',
      home.checks.map(({ name, status, message }) => `${status.padEnd(4)} ${name}: ${message}`),
    ),
    panel(
      'Handoffs',
      pendingHandoffs.map(({ id, agent }) => `${id} from ${agent}`),
      'No handoff is pending',
    ),
  ];
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
