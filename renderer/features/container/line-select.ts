import type { Container } from '../../../electron/contract/containers.ts';
import { tasksText } from '../../../electron/contract/progress.ts';
import { firstLine } from '../../ui/format.ts';

/** What a row says besides the facts: why it waits, what went wrong, or else its task. */
export interface Line {
  readonly kind: 'ask' | 'problem' | 'task';
  readonly lead: string;
  /** What it is at in its own list of tasks. */
  readonly step: string;
  readonly text: string;
}

const LEADS = {
  question: 'Asks',
  permission: 'Permission',
  bell: 'Rang the bell',
  finished: 'Finished',
  limit: 'Limit',
} as const;

/** The one line of a container's row. */
export function lineOf(container: Container): Line {
  const { tasks } = container;
  const step = tasks === null ? '' : firstLine(tasksText(tasks));
  const line = spoken(container);
  return { ...line, step: line.kind === 'task' ? step : '' };
}

function spoken(container: Container): Omit<Line, 'step'> {
  const { attention, problem, state, task } = container;
  if (problem !== null) return { kind: 'problem', lead: '', text: problem.sentence };
  if (state === 'incomplete') {
    return { kind: 'problem', lead: '', text: 'Its creation was cut off. Remove it to free its name.' };
  }
  if (state === 'interrupted')
    return { kind: 'problem', lead: '', text: 'It went down and nobody stopped it. Start it again.' };
  if (state === 'needs-you' && attention !== null) {
    const lead = LEADS[attention.kind];
    if (attention.text === null) return { kind: 'task', lead, text: firstLine(task) };
    return { kind: 'ask', lead, text: firstLine(attention.text) };
  }
  return { kind: 'task', lead: '', text: firstLine(task) };
}
