import type { Container, ContainerState } from '../../../electron/contract/containers.ts';
import { firstLine } from '../../ui/format.ts';
import { lineOf } from '../container/line-select.ts';
import { workStamp, workText } from '../review/queue-select.ts';
import { type InboxFact, type InboxItem, itemOf } from './inbox-item.ts';

/** What waits about one container (pure). `hasWork`: something of it was not brought home. */
export function containerItems(container: Container, hasWork: boolean): InboxItem[] {
  const { name, shortName, project, branch, git } = container;
  const subject = { kind: 'container', container } as const;
  const crumb = `${project.name} · ${git?.branch ?? branch}`;
  return itemOf({ key: name, title: shortName, crumb, subject }, [
    ...stateFacts(container),
    ...workFacts(container, hasWork),
  ]);
}

type StateFact = (container: Container) => Pick<InboxFact, 'kind' | 'text' | 'stamp'> | undefined;

const PLAN = /^Exit(?:Plan|Spec)Mode\b/;

const STATE_FACTS: Partial<Record<ContainerState, StateFact>> = {
  'needs-you': (container) => {
    const { attention } = container;
    if (attention === null || attention.kind === 'finished' || attention.kind === 'limit') return undefined;
    if (attention.kind === 'permission' && PLAN.test(attention.text ?? ''))
      return { kind: 'plan', text: 'Its plan is ready. It asks whether to go on.', stamp: attention.at };
    return { kind: attention.kind, text: lineOf(container).text, stamp: attention.at };
  },
  error: failure,
  incomplete: failure,
  interrupted: failure,
  stalled: ({ evidence, since }) => ({ kind: 'stalled', text: capital(evidence), stamp: since }),
  limit: ({ attention, evidence, since }) => ({
    kind: 'limit',
    text: firstLine(attention?.text ?? capital(evidence)),
    stamp: since,
  }),
  dormant: ({ agentProcess, evidence }) => {
    if (agentProcess?.state !== 'exited' || agentProcess.exitCode === 0) return undefined;
    // Since when is known only as far back as its reports reach.
    return { kind: 'crashed', text: capital(evidence), stamp: String(agentProcess.exitCode) };
  },
};

/** An error stands since its last report, which comes again and again. */
function failure(container: Container): ReturnType<StateFact> {
  const { state, problem, since } = container;
  const stamp = problem === null ? `${state} ${since}` : `${problem.code} ${problem.sentence}`;
  return { kind: 'failed', text: lineOf(container).text, stamp };
}

function stateFacts(container: Container): InboxFact[] {
  const found = STATE_FACTS[container.state]?.(container);
  return found === undefined ? [] : [{ ...found, evidence: container.evidence, since: container.since }];
}

const ENDED: ReadonlySet<ContainerState> = new Set(['finished', 'dormant']);

/** Who has ended, and left work or nothing. */
function workFacts(container: Container, hasWork: boolean): InboxFact[] {
  const { state, evidence, since, attention, task, merged } = container;
  if (!ENDED.has(state) || (!hasWork && (state === 'dormant' || merged === true))) return [];
  const last = state === 'finished' && attention?.text != null ? attention.text : task;
  const said = firstLine(last);
  const begun = state === 'finished' ? since : '';
  if (!hasWork) return [{ kind: 'finished', text: said, evidence, since, stamp: begun }];
  const stamp = `${begun} ${workStamp(container)}`;
  return [{ kind: 'review', text: `${workText(container)} · ${said}`, evidence, since, stamp }];
}

/** What an agent said stays as it is; the words of its state begin a sentence here. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
