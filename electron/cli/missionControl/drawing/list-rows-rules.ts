import stringWidth from 'string-width';
import { helpRows } from './keys-rules.ts';
import type { Screen } from '../screens.ts';
import type { Line, Tone } from './panel.ts';
import type { ControlSnapshot } from '../../../engine/project/overview/snapshot.ts';
import { fit } from '../../output/text.ts';

/** What a person has chosen to look at. Without any of it a screen shows itself as it is at first. */
export interface Look {
  /** The chosen row of the screen's list. */
  readonly chosen?: string;
  /** The chosen feature is opened: Enter changes it. */
  readonly opened?: boolean;
  readonly tab?: number;
  readonly find?: string;
  /** The content of the chosen handoff, for those who may read it. */
  readonly content?: readonly string[];
}

export interface Row extends Line {
  readonly id: string;
}

const EVENT_KINDS = ['all', 'mission', 'feature', 'milestone', 'assertion', 'checkpoint'];
const MEMORY_TABS = ['overview', 'corrections', 'learnings', 'ratchet', 'config'];
const TASK_TABS = ['open', 'in_progress', 'blocked', 'deferred', 'closed'];

/** The tabs of a screen; none for most. */
export function tabsOf(screen: Screen, { configInspector }: ControlSnapshot): readonly string[] {
  if (screen === 'config') return configInspector.tabs;
  if (screen === 'memory') return MEMORY_TABS;
  if (screen === 'events') return EVENT_KINDS;
  return screen === 'tasks' ? TASK_TABS : [];
}

/** The tab that is shown. */
export function tabOf(screen: Screen, snapshot: ControlSnapshot, { tab = 0 }: Look): string {
  const tabs = tabsOf(screen, snapshot);
  return tabs[tab % Math.max(1, tabs.length)] ?? '';
}

/** The rows of a screen that can be walked through and chosen. */
export function rowsOf(screen: Screen, snapshot: ControlSnapshot, look: Look = {}): readonly Row[] {
  return LISTS[screen]?.(snapshot, look) ?? [];
}

const LISTS: Partial<Record<Screen, (snapshot: ControlSnapshot, look: Look) => readonly Row[]>> = {
  dashboard: ({ features }) =>
    table(features.map(({ id, status, title }) => [id, [MARKS[status] ?? 'OPEN', id, title], toneOf(status)])),
  features: ({ features }) =>
    table(
      features.map(({ id, status, workerType, hasReport, title }) => [
        id,
        [id, status, workerType, hasReport ? 'report' : '', title],
        toneOf(status),
      ]),
    ),
  dependencies: ({ taskPreviews }) =>
    taskPreviews.map(({ id, status, dependsOn }) => ({
      id,
      text: dependsOn.length === 0 ? id : `${dependsOn.join(', ')} -> ${id}`,
      ...toneOf(status),
    })),
  handoffs: ({ pendingHandoffs }) => table(pendingHandoffs.map(({ id, agent }) => [id, [id, agent], {}])),
  config: (snapshot, look) => configRows(snapshot, look),
  memory: (snapshot, look) => memoryRows(snapshot, tabOf('memory', snapshot, look)),
  graph: ({ memory }) =>
    memory.graphContext.relationships.map(({ direction, project, edge }, index) => ({
      id: String(index),
      text: `${direction === 'outgoing' ? '-->' : '<--'} ${project.name} (${edge.relation})`,
    })),
  agents: ({ agentGrid }) =>
    table(
      agentGrid.map((row) => [
        row.workerType,
        [row.workerType, row.status, `${row.completedCount}/${row.featureCount} done`, row.activeFeatureId ?? ''],
        row.status === 'stale' ? { tone: 'bad' } : row.status === 'active' ? { tone: 'busy' } : {},
      ]),
    ),
  dispatch: ({ dispatchQueue }) =>
    table(dispatchQueue.map((row) => [row.featureId, [row.featureId, row.workerType, row.fitReason], {}])),
  events: (snapshot, look) => {
    const kind = tabOf('events', snapshot, look);
    return snapshot.eventStream
      .filter((event) => kind === 'all' || event.kind === kind)
      .map(({ timestamp, title }, index) => ({ id: `${timestamp} ${title} ${index}`, text: `${timestamp}  ${title}` }));
  },
  tasks: (snapshot, look) => {
    const tasks = snapshot.taskBoard?.columns[tabOf('tasks', snapshot, look)] ?? [];
    return table(tasks.map(({ id, priority, type, title }) => [id, [id, `P${priority}`, type, title], {}]));
  },
  timeline: ({ timelineMilestones }) =>
    table(
      timelineMilestones.map((row) => [
        row.id,
        [row.title, `${bar(row.featureCompletionPct)} ${row.featureCompletionPct} %`, row.status],
        row.status === 'sealed' ? { tone: 'good' } : {},
      ]),
    ),
  principles: ({ principleEffectiveness }) =>
    table(
      principleEffectiveness.map((row) => [
        row.principleId,
        [row.name, `${row.helpful} helped`, `${row.unhelpful} did not`, `${row.pending} open`],
        {},
      ]),
    ),
  help: () => helpRows().map((text, index) => ({ id: String(index), text })),
};

function configRows(snapshot: ControlSnapshot, look: Look): Row[] {
  const { configInspector, configSummary } = snapshot;
  const tab = tabOf('config', snapshot, look);
  if (tab === 'plan') return nextSteps(snapshot).map((text, index) => ({ id: String(index), text }));
  if (tab === 'doctor') {
    const checks = configSummary.checks.map(({ name, status, message }) => `${status.padEnd(4)} ${name}: ${message}`);
    return [...configInspector.errors, ...checks].map((text, index) => ({ id: String(index), text }));
  }
  const wanted = (look.find ?? '').toLowerCase();
  return (configInspector.rowsByTab[tab] ?? [])
    .filter(({ keyPath, displayValueText }) => `${keyPath} ${displayValueText}`.toLowerCase().includes(wanted))
    .map((row) => ({
      id: row.keyPath,
      text: `${row.sourceBadge} ${row.keyPath}: ${row.displayValueText}`,
      ...(row.editKind === 'readonly' ? { tone: 'faint' as const } : {}),
    }));
}

/** What is worth doing about the configuration. */
function nextSteps({ configInspector: { hasProjectConfig, hasGlobalConfig, errors } }: ControlSnapshot): string[] {
  const steps = [
    ...(hasProjectConfig ? [] : ['maestro init  makes the project’s configuration']),
    ...(hasGlobalConfig ? [] : ['maestro init --global  makes the user’s configuration']),
    ...(errors.length === 0 ? [] : ['maestro doctor --fix  repairs damaged files and keeps a copy']),
  ];
  return steps.length === 0 ? ['Nothing: both files are there and in order.'] : steps;
}

function memoryRows({ memory, configInspector }: ControlSnapshot, tab: string): Row[] {
  const numbered = (texts: readonly string[]): Row[] => texts.map((text, index) => ({ id: String(index), text }));
  if (tab === 'corrections') {
    return table(memory.corrections.map(({ id, severity, rule }) => [id, [severity, rule], hard(severity)]));
  }
  if (tab === 'learnings') {
    return numbered(memory.rawLearnings.map(({ sessionDate, content }) => `${sessionDate.slice(0, 10)}  ${content}`));
  }
  if (tab === 'ratchet') return numbered(memory.ratchetSuite.assertions.map(({ rule, check }) => `${rule}: ${check}`));
  if (tab !== 'config') return [];
  return (configInspector.rowsByTab['memory'] ?? []).map((row) => ({
    id: row.keyPath,
    text: `${row.sourceBadge} ${row.keyPath}: ${row.displayValueText}`,
  }));
}

function hard(severity: string): { tone?: Tone } {
  return severity === 'hard' ? { tone: 'bad' } : {};
}

const MARKS: Readonly<Record<string, string>> = { done: 'DONE', blocked: 'BLOCKED', review: 'REVIEW' };
const TONES: Readonly<Record<string, Tone>> = {
  done: 'good',
  blocked: 'bad',
  review: 'busy',
  assigned: 'busy',
  'in-progress': 'busy',
};

/** How a status is coloured; nothing for most. */
export function toneOf(status: string): { tone?: Tone } {
  const tone = TONES[status];
  return tone === undefined ? {} : { tone };
}

const WIDEST = 28;

/** Rows whose cells stand below each other; a cell that nobody fills takes no room. */
function table(rows: readonly (readonly [string, readonly string[], { readonly tone?: Tone }])[]): Row[] {
  const widths = (rows[0]?.[1] ?? []).map((_, column) =>
    Math.min(WIDEST, Math.max(...rows.map(([, cells]) => stringWidth(cells[column] ?? '')))),
  );
  return rows.map(([id, cells, tone]) => ({
    id,
    text: cells
      .flatMap((cell, column) => {
        const width = widths[column] ?? 0;
        if (width === 0) return [];
        return [column === cells.length - 1 ? cell : fit(cell, width)];
      })
      .join('  '),
    ...tone,
  }));
}

function bar(percent: number): string {
  const full = Math.round(percent / 10);
  return '█'.repeat(full) + '░'.repeat(10 - full);
}
