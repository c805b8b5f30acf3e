import { type Look, type Row, rowsOf, tabOf, tabsOf, toneOf } from './lists-rules.ts';
import type { Screen } from './names-rules.ts';
import type { Line, Panel } from './panel-rules.ts';
import type { ControlSnapshot } from './snapshot.ts';

/** Screens that need a mission. */
const NEEDS_MISSION: ReadonlySet<Screen> = new Set(['dependencies', 'dispatch', 'timeline']);

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
          choice('dashboard', snapshot, { look, title: 'Tasks', empty: 'No features' }),
          focus(snapshot, look),
          timeline(snapshot),
          session(snapshot),
        ],
  features: (snapshot, look) =>
    snapshot.mode === 'home'
      ? homePanels(snapshot)
      : [choice('features', snapshot, { look, title: 'Features', empty: 'No features' }), focus(snapshot, look)],
  dependencies: dependencyPanels,
  handoffs: handoffPanels,
  config: configPanels,
  memory: memoryPanels,
  graph: (snapshot, look) => {
    const { currentProject, totalProjects, totalEdges } = snapshot.memory.graphContext;
    return [
      panel('This project', [
        currentProject?.name ?? 'not in the graph yet',
        `${totalProjects} projects, ${totalEdges} links`,
      ]),
      choice('graph', snapshot, {
        look,
        title: 'Relations',
        empty: 'No relations: maestro graph-link PROJECT --consumes',
      }),
    ];
  },
  agents: (snapshot, look) => [choice('agents', snapshot, { look, title: 'Workers', empty: 'No workers yet' })],
  dispatch: (snapshot, look) => {
    const next = snapshot.dispatchQueue.find(({ featureId }) => featureId === look.chosen);
    return [
      choice('dispatch', snapshot, { look, title: 'Ready to begin', empty: 'Nothing is ready' }),
      ...(next === undefined ? [] : [detail(`Next: ${next.featureId}`, [next.featureTitle, next.milestoneTitle])]),
    ];
  },
  events: (snapshot, look) => [choice('events', snapshot, { look, title: 'Events', empty: 'No events yet' })],
  tasks: (snapshot, look) => {
    const task = snapshot.taskBoard?.columns[tabOf('tasks', snapshot, look)]?.find(({ id }) => id === look.chosen);
    const counts = Object.entries(snapshot.taskBoard?.columns ?? {}).map(([name, all]) => `${name}: ${all.length}`);
    return [
      choice('tasks', snapshot, { look, title: 'Tasks', empty: 'None here: maestro task create "…"' }),
      panel('Board', counts.length === 0 ? ['No tasks yet'] : counts),
      ...(task === undefined
        ? []
        : [detail(`${task.id} ${task.type}`, [task.title, task.description ?? '', task.labels.join(', ')])]),
    ];
  },
  timeline: (snapshot, look) => {
    const milestone = snapshot.timelineMilestones.find(({ id }) => id === look.chosen);
    const own = snapshot.features.filter(({ milestoneId }) => milestoneId === milestone?.id);
    return [
      choice('timeline', snapshot, { look, title: 'Milestones', empty: 'No milestones' }),
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
    choice('principles', snapshot, { look, title: 'Principles', empty: 'No principles: maestro principle add' }),
    panel(
      'Replies',
      snapshot.replyInbox.map(
        ({ featureId, outcome, ingested }) => `${ingested ? 'taken over' : 'open'}  ${featureId} ${outcome}`,
      ),
      'No replies',
    ),
  ],
  help: (snapshot, look) => [choice('help', snapshot, { look, title: 'Keys', empty: '' })],
};

function panel(title: string, lines: readonly (string | Line)[], empty = ''): Panel {
  const rows = lines.map((line) => (typeof line === 'string' ? { text: line } : line));
  return { title, lines: rows.length === 0 ? [{ text: empty, tone: 'faint' }] : rows };
}

function detail(title: string, lines: readonly string[]): Panel {
  return {
    ...panel(
      title,
      lines.filter((line) => line !== ''),
    ),
    wraps: true,
  };
}

interface Choice {
  readonly look: Look;
  readonly title: string;
  readonly empty: string;
}

/** The list of a screen, with the tab that it shows. */
function choice(screen: Screen, snapshot: ControlSnapshot, { look, title, empty }: Choice): Panel {
  const rows: readonly Row[] = rowsOf(screen, snapshot, look);
  const tabs = tabsOf(screen, snapshot);
  const tab = tabOf(screen, snapshot, look);
  const place = tabs.length === 0 ? '' : ` · ${tab}, tab ${tabs.indexOf(tab) + 1}/${tabs.length}`;
  const found = look.find === undefined || look.find === '' ? '' : ` · with “${look.find}”`;
  const selected = rows.findIndex(({ id }) => id === look.chosen);
  return { ...panel(`${title}${place}${found}`, rows, empty), ...(selected < 0 ? {} : { selected }) };
}

function overview({ missionOverview, missionTitle, milestones }: ControlSnapshot): Panel {
  if (missionOverview === null) return panel('Mission Overview', [missionTitle]);
  const { statusLabel, activeCount, doneCount, totalCount, blockedCount, currentMilestone, gateLabel, dependencyMap } =
    missionOverview;
  return panel('Mission Overview', [
    missionTitle,
    `stored status: ${statusLabel}`,
    `${doneCount}/${totalCount} done, ${activeCount} active, ${blockedCount} blocked`,
    `milestone: ${currentMilestone ?? 'all sealed'} (${milestones.length} in all)`,
    `gate: ${gateLabel ?? 'clear'}`,
    ...dependencyMap.map(
      (row) =>
        `${row.root} -> ${row.primaryDependent ?? ''}${row.hiddenDependentCount > 0 ? ` and ${row.hiddenDependentCount} more` : ''}`,
    ),
  ]);
}

function focus({ activeFeature, taskPreviews }: ControlSnapshot, { chosen: id, opened }: Look): Panel {
  const chosen = taskPreviews.find((preview) => preview.id === id) ?? activeFeature;
  if (chosen === null) return panel('Preview', [], 'Nothing is under way');
  const moves = chosen.validTransitions.join(' or ');
  return detail(`${opened === true ? 'Focus' : 'Preview'}: ${chosen.id}`, [
    chosen.title,
    `${chosen.status} in ${chosen.milestoneTitle}, worker ${chosen.workerType}`,
    ...(opened === true ? [moves === '' ? `${chosen.status} is final` : `Enter changes it to ${moves}`] : []),
    ...chosen.blockedBy.map((other) => `waits for ${other.id} (${other.status})`),
    chosen.description,
    ...chosen.verificationSteps.map((step) => `verify: ${step}`),
    ...chosen.fulfills.map((text) => `fulfills: ${text}`),
  ]);
}

function timeline({ progressLog }: ControlSnapshot): Panel {
  return panel(
    'Timeline',
    progressLog.map(({ relativeMs, title }) => `${age(relativeMs).padStart(4)}  ${title}`),
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
    choice('dependencies', snapshot, { look, title: 'Graph', empty: 'No features' }),
    panel(title, chosen.blockedBy.map(row), 'Nothing is in the way: ready'),
    panel('Downstream', chosen.unblocks.map(row), 'Nothing waits for it'),
  ];
}

function handoffPanels(snapshot: ControlSnapshot, look: Look): Panel[] {
  const chosen = snapshot.pendingHandoffs.find(({ id }) => id === look.chosen) ?? snapshot.pendingHandoffs[0];
  return [
    choice('handoffs', snapshot, { look, title: 'Pending handoffs', empty: 'No handoff is pending' }),
    chosen === undefined
      ? panel('Selected', [], 'maestro handoff create makes one')
      : detail(`Selected: ${chosen.id}`, [
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
    choice('config', snapshot, { look, title: 'Config', empty: 'No keys here' }),
    ...(row === undefined
      ? [panel('Checks', checks, 'No checks')]
      : [
          detail(row.keyPath, [
            `now ${row.effectiveText}: project ${row.projectText}, user ${row.globalText}, default ${row.defaultText}`,
            row.editKind === 'readonly' ? 'Edit it in the file.' : `Enter edits it (${row.editKindLabel}).`,
            row.impactText,
          ]),
        ]),
    detail('Files', [
      ...configInspector.errors,
      `project: ${configInspector.projectPath}`,
      `user: ${configInspector.globalPath}`,
    ]),
  ];
}

function memoryPanels(snapshot: ControlSnapshot, look: Look): Panel[] {
  const { stats, corrections, rawLearnings, ratchetSuite, compiledLearnings } = snapshot.memory;
  const tab = tabOf('memory', snapshot, look);
  const numbers = [
    `corrections: ${stats.corrections.total} (${stats.corrections.hard} hard)`,
    `learnings: ${stats.learnings.rawCount} raw`,
    `ratchet: ${stats.ratchet.assertions} patterns`,
  ];
  if (tab === 'overview') {
    return [
      panel('Overview', numbers),
      panel(
        'Corrections',
        corrections.map(({ severity, rule }) => `${severity} ${rule}`),
        'No corrections yet',
      ),
      panel(
        'Learnings',
        rawLearnings.map(({ sessionDate, content }) => `${sessionDate} ${content}`),
        'No learnings yet',
      ),
      panel(
        'Ratchet',
        ratchetSuite.assertions.map(({ rule, check }) => `${rule}: ${check}`),
        'No patterns yet',
      ),
    ];
  }
  const list = choice('memory', snapshot, { look, title: 'Memory', empty: 'None yet' });
  const correction = corrections.find(({ id }) => id === look.chosen);
  if (tab === 'corrections' && correction !== undefined) {
    const { rule, trigger, source, promotedToRatchet } = correction;
    return [
      list,
      detail(correction.id, [
        rule,
        `keywords: ${trigger.keywords.join(', ')}`,
        trigger.fileGlobs.length === 0 ? '' : `files: ${trigger.fileGlobs.join(', ')}`,
        `source: ${source}`,
        promotedToRatchet === undefined ? '' : `in the ratchet as ${promotedToRatchet}`,
      ]),
    ];
  }
  if (tab !== 'learnings') return [list, panel('Overview', numbers)];
  const days = [...new Set(rawLearnings.map(({ sessionDate }) => sessionDate.slice(0, 10)))].sort().slice(-5);
  const activity = days.map((day) => {
    const count = rawLearnings.filter(({ sessionDate }) => sessionDate.startsWith(day)).length;
    return `${day}  ${'█'.repeat(Math.min(count, 20))} ${count}`;
  });
  return [
    list,
    panel('The last five days with learnings', activity, 'None yet'),
    ...(compiledLearnings === undefined ? [] : [detail('Compiled', [compiledLearnings.summary])]),
  ];
}

function homePanels({ home, pendingHandoffs }: ControlSnapshot): Panel[] {
  if (home === null) return [];
  return [
    detail(home.headline, [home.summary, home.locationLabel]),
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
