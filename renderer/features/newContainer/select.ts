import { formatSize, parseSize } from '../../../electron/contract/limits.ts';
import { type HostAnswers, movedText, NewContainer, type Phase } from '../../../electron/contract/creation.ts';
import { type AgentKind, givesPrompt, type StartMode } from '../../../electron/contract/agents.ts';
import type { ErrorCode, Problem } from '../../../electron/contract/errors.ts';
import type { FeatureRef } from '../../../electron/contract/launches.ts';
import type { Preset } from '../../../electron/contract/presets.ts';
import { entriesIn } from '../../../electron/contract/requestRules.ts';
import type { Settings } from '../../../electron/contract/settings.ts';
import { duration } from '../../ui/format.ts';
import { parseCommand } from './parse-select.ts';

/** What a step says besides its name: bytes, detail or time. */
export function phaseDetail(phase: Phase): string {
  const { state, detail, ms } = phase;
  const took = state === 'done' && ms !== null ? duration(ms) : null;
  return [movedText(phase), detail, took].filter((part) => part !== null && part !== '').join(' · ');
}

export const FIELDS = ['task', 'project', 'branch', 'agent', 'model', 'limits', 'domains'] as const;

export type Field = (typeof FIELDS)[number];

export type FieldErrors = Partial<Record<Field, string>>;

/** What the sheet holds while it is filled in: text as it was typed. */
export interface Draft {
  readonly task: string;
  readonly project: string;
  readonly branch: string;
  readonly agent: AgentKind;
  readonly command: string;
  readonly model: string;
  readonly memory: string;
  readonly cpus: string;
  readonly pids: string;
  readonly domains: string;
  /** How much it may reach. */
  readonly preset: Preset;
  /** What was answered about hosts of the project's remotes. */
  readonly remoteHosts: HostAnswers;
  readonly startMode: StartMode;
  /** Type the task into a command that does not take it as an argument. */
  readonly typeTask: boolean;
  /** The feature of a mission of the project that it is launched for. */
  readonly feature?: FeatureRef | undefined;
}

/** What the chip of the hosts says. */
export function hostsWord(
  { preset, domains }: Pick<Draft, 'preset' | 'domains'>,
  { allowedDomains }: Pick<Settings, 'allowedDomains'>,
): string {
  if (preset === 'open') return 'every one';
  const extra = entriesIn(domains).length;
  const known = preset === 'locked' ? 'locked' : `${allowedDomains.length}`;
  if (extra > 0) return `${known} + ${extra}`;
  return preset === 'locked' ? known : `${known} standard`;
}

/** What the chip of the start mode says. */
export const MODE_WORDS: Readonly<Record<StartMode, string>> = {
  plan: 'Plan first',
  yolo: 'Plan mode off',
  ask: 'Asks for permission',
};

/** The mode after a click: a plan first, or back to the usual one. */
export function toggled(mode: StartMode, usual: StartMode): StartMode {
  if (mode !== 'plan') return 'plan';
  return usual === 'plan' ? 'yolo' : usual;
}

/** An empty sheet with the configured defaults. */
export function emptyDraft({ defaults, recentProjects }: Settings): Draft {
  const { memoryBytes, cpus, pids } = defaults.limits;
  return {
    task: '',
    project: recentProjects[0] ?? '',
    branch: '',
    agent: defaults.agent,
    command: '',
    model: defaults.model ?? '',
    memory: formatSize(memoryBytes),
    cpus: String(cpus),
    pids: String(pids),
    domains: '',
    preset: 'standard',
    remoteHosts: {},
    startMode: defaults.startMode,
    typeTask: false,
  };
}

type Checked =
  { readonly ok: true; readonly input: NewContainer } | { readonly ok: false; readonly errors: FieldErrors };

/** Turns a draft into the call's input, or says at which fields it is not one. */
export function checkDraft(draft: Draft, id: string): Checked {
  const errors: FieldErrors = {};
  const command = parseCommand(draft.command);
  if (draft.project.trim() === '') errors.project = 'Choose the project’s folder.';
  if (draft.agent === 'custom' && command === undefined) errors.agent = 'Close the quotes of the command line.';
  if (draft.agent === 'custom' && command?.length === 0) errors.agent = 'Give the command line of your agent.';
  const parsed = NewContainer.safeParse({
    id,
    project: draft.project.trim() || '-',
    task: draft.task,
    agent: draft.agent,
    startMode: draft.startMode,
    domains: entriesIn(draft.domains),
    preset: draft.preset,
    remoteHosts: draft.remoteHosts,
    limits: { memoryBytes: parseSize(draft.memory) ?? NaN, cpus: Number(draft.cpus), pids: Number(draft.pids) },
    ...(draft.branch.trim() === '' ? {} : { branch: draft.branch.trim() }),
    ...(draft.model.trim() === '' || draft.agent === 'custom' ? {} : { model: draft.model.trim() }),
    ...(draft.agent === 'custom' && command !== undefined
      ? { command, typeTask: draft.typeTask && leavesTask(draft) }
      : {}),
  });
  for (const issue of parsed.error?.issues ?? []) {
    errors[fieldOf(issue.path[0])] ??= issue.message;
  }
  return parsed.success && Object.keys(errors).length === 0 ? { ok: true, input: parsed.data } : { ok: false, errors };
}

/** Whether the draft's agent is not handed the task: it lies in a file unless it is typed. */
export function leavesTask({ agent, command }: Pick<Draft, 'agent' | 'command'>): boolean {
  const words = parseCommand(command);
  return agent === 'custom' && words !== undefined && words.length > 0 && !givesPrompt(words);
}

function fieldOf(key: PropertyKey | undefined): Field {
  const field = key === 'command' ? 'agent' : key;
  return FIELDS.find((known) => known === field) ?? 'task';
}

const ERROR_FIELDS: Partial<Record<ErrorCode, Field>> = {
  PROJECT_NOT_FOLDER: 'project',
  BRANCH_INVALID: 'branch',
  CONTAINER_NAME_TAKEN: 'branch',
  DOMAIN_INVALID: 'domains',
  LIMIT_INVALID: 'limits',
  AGENT_UNKNOWN: 'agent',
};

/** The field that a refusal of the host is about, if it is about one. */
export function fieldOfProblem({ code }: Problem): Field | undefined {
  return ERROR_FIELDS[code];
}

/** The last name of a path, to show where the whole does not fit. */
export function folderName(path: string): string {
  return (
    path
      .replace(/[\\/]+$/, '')
      .split(/[\\/]/)
      .at(-1) || path
  );
}
