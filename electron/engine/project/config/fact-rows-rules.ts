import type { InspectorRow, WorkerChoice } from '../../../contract/config.ts';
import type { Feature } from '../../../contract/features.ts';
import type { StateCheck } from '../../../contract/missionControl.ts';
import { spoken } from './row-words-rules.ts';
import { UNSET } from './value-texts-rules.ts';

interface Known {
  /** Why a file could not be used. */
  readonly errors: readonly string[];
  readonly workers: readonly WorkerChoice[];
  readonly parallel: boolean;
  readonly checks?: readonly StateCheck[];
  readonly features?: readonly Feature[];
}

type Facts = Readonly<Record<'workers' | 'plan' | 'doctor' | 'problems', InspectorRow[]>>;

/** Rows that say what follows from a configuration. None of them can be edited; where nobody looked, there are none. */
export function factRows({ errors, workers, parallel, checks, features }: Known): Facts {
  const doctor = [...(checks ?? []).filter(({ status }) => status !== 'ok').map(checkRow), ...errors.map(errorRow)];
  return {
    workers: workers.map(workerRow),
    plan: features === undefined ? [] : planRows(features, parallel),
    doctor,
    problems: checks === undefined ? [] : [problemsRow(doctor.length)],
  };
}

function workerRow({ slug, label, availability, availabilityDetail }: WorkerChoice): InspectorRow {
  return fact({
    keyPath: `workers.${slug}`,
    label,
    section: 'Workers',
    text: availability,
    summary: availabilityDetail,
    source: 'mixed',
  });
}

function planRows(features: readonly Feature[], parallel: boolean): InspectorRow[] {
  const done = new Set(features.filter(({ status }) => status === 'done').map(({ id }) => id));
  const next = features.find(({ status, dependsOn }) => status === 'pending' && dependsOn.every((id) => done.has(id)));
  return [
    fact({
      keyPath: 'plan.runMode',
      label: 'Run mode',
      section: 'What happens next',
      text: parallel ? 'parallel' : 'sequential',
      summary: 'Whether features are meant to be done at once or one after the other.',
    }),
    fact({
      keyPath: 'plan.nextTask',
      label: 'Next task',
      section: 'What happens next',
      text: next === undefined ? 'none' : `${next.id} ${next.title}`,
      display: next === undefined ? 'No ready task' : `${next.id} ${next.title}`,
      summary: next === undefined ? 'Nothing can be begun now.' : `${next.id} can be begun now.`,
    }),
  ];
}

function checkRow({ name, message, fix }: StateCheck): InspectorRow {
  return fact({
    keyPath: `doctor.${name}`,
    label: spoken(name),
    section: 'Problems',
    text: message,
    summary: fix ?? 'Look at it before you go on.',
  });
}

function errorRow(text: string, index: number): InspectorRow {
  return fact({
    keyPath: `doctor.error.${index + 1}`,
    label: 'Configuration that cannot be used',
    section: 'Problems',
    text,
    summary: 'Correct the file; until then it counts as empty.',
  });
}

function problemsRow(count: number): InspectorRow {
  return fact({
    keyPath: 'overview.problems',
    label: 'Problems',
    section: 'Problems',
    text: count === 0 ? 'none' : String(count),
    display: count === 0 ? 'No problems' : `${count} ${count === 1 ? 'problem' : 'problems'}`,
    summary: 'What the checks of this project found.',
  });
}

interface Fact extends Pick<InspectorRow, 'keyPath' | 'label' | 'section' | 'summary'> {
  readonly text: string;
  /** The same as it is read, where that differs. */
  readonly display?: string;
  readonly source?: 'mixed';
}

function fact({ text, display = text, source, ...words }: Fact): InspectorRow {
  const none = { projectValueText: UNSET, globalValueText: UNSET, defaultValueText: UNSET };
  const shown = { projectDisplayValueText: UNSET, globalDisplayValueText: UNSET, defaultDisplayValueText: UNSET };
  return {
    ...words,
    valueText: text,
    displayValueText: display,
    source: source ?? 'none',
    sourceBadge: source === undefined ? '' : 'M',
    editKind: 'readonly',
    editKindLabel: 'in the file',
    description: words.summary,
    impactText: words.summary,
    effectiveValueText: text,
    effectiveDisplayValueText: display,
    ...none,
    ...shown,
  };
}
