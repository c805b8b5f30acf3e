import { keyOf } from '../shortcuts/shortcuts.ts';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { tasksText } from '../../../electron/contract/progress.ts';
import { MISSIONS, placeHash } from '../../client/place.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Age } from '../../ui/Ages.tsx';
import { CopyIcon } from '../../ui/Copy.tsx';
import { Part } from '../../ui/Part.tsx';
import { memory } from '../../ui/format.ts';
import { ProblemNote } from '../../ui/Problem.tsx';
import { gitWords } from './git-select.ts';
import { FactMark } from './FactMark.tsx';
import { IsolationPart } from './IsolationPart.tsx';
import { stateWord } from './select.ts';
import { StateBadge } from './StateBadge.tsx';
import { UsagePart } from './UsagePart.tsx';
import { useCredential } from './useCredential.ts';

interface DetailsProps {
  readonly container: Container;
  readonly onClose: () => void;
  /** The line to speak to the agent, where it stands nowhere else. */
  readonly children?: ReactNode;
}

/** Everything that is known about one container, beside the list and beside its terminal. */
export function Details({ container, onClose, children }: DetailsProps): ReactNode {
  const { shortName, state, evidence, since, attention, task, problem, git, project, baseCommit, tasks, feature } =
    container;
  /** What stands beside its choices, where it can be answered. */
  const isBelow = children !== undefined && (attention?.choices ?? []).length > 0;
  return (
    <aside
      aria-label={`Details of ${shortName}`}
      className="flex w-80 shrink-0 flex-col border-l border-line bg-chrome"
    >
      <header className="flex h-11 shrink-0 items-center justify-between gap-2 border-b border-line pr-2 pl-4">
        <h2 className="truncate font-semibold">{shortName}</h2>
        <IconButton label="Hide details" keys={keyOf('details')} onClick={onClose}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </header>
      <div
        tabIndex={0}
        aria-label="Facts"
        role="group"
        className="focus-inset min-h-0 flex-1 space-y-5 overflow-y-auto p-4"
      >
        <section>
          <div className="flex items-center justify-between gap-2">
            <StateBadge state={state} word={stateWord(container)} />
            <span className="tabular text-muted">
              for <Age at={since} />
            </span>
          </div>
          <p className="mt-1 break-words text-muted">{evidence}</p>
          {attention?.text != null && state === 'needs-you' && !isBelow && (
            <p className="mt-2 rounded-md bg-needs-soft px-2.5 py-2 break-words whitespace-pre-wrap">
              {attention.text}
            </p>
          )}
        </section>
        {problem !== null && <ProblemNote problem={problem} />}
        <Part title="Task" aside={<CopyIcon text={task} label="Copy the task" />}>
          <p className="max-h-60 overflow-y-auto break-words whitespace-pre-wrap">{task}</p>
          {tasks !== null && <p className="mt-1.5 break-words text-muted">Its own list: {tasksText(tasks)}</p>}
          {feature !== undefined && (
            <p className="mt-1.5 break-words text-muted">
              For the feature{' '}
              <a
                className="font-mono text-code text-accent hover:underline"
                href={placeHash({ ...MISSIONS, project: project.path, ...feature })}
              >
                {feature.feature}
              </a>
            </p>
          )}
        </Part>
        <Part title="Git">
          <Pair name="Project" value={project.name} title={project.path} />
          <Pair name="Branch" value={git?.branch ?? container.branch} mono />
          <Pair name="Base" value={baseCommit === null ? 'No commit yet' : baseCommit.slice(0, 10)} mono />
          <p className="mt-1 text-muted first-letter:uppercase">{gitWords(git)}</p>
        </Part>
        <IsolationPart container={container} />
        <RunPart container={container} />
        <UsagePart key={container.name} container={container} />
      </div>
      {children}
    </aside>
  );
}

function RunPart({ container }: { readonly container: Container }): ReactNode {
  const credential = useCredential(container.credential);
  const { agent, model, limits, agentProcess, name, nick } = container;
  const process = agentProcess?.state === 'exited' ? `exited with ${agentProcess.exitCode}` : agentProcess?.state;
  return (
    <Part title="Agent" aside={<FactMark fact={credential} />}>
      <p className="mb-1 text-muted">{credential.why}.</p>
      <Pair name="Agent" value={[agent, model].filter(Boolean).join(' · ')} />
      <Pair name="Process" value={process ?? 'not reported yet'} />
      <Pair name="Limits" value={`${limits.cpus} CPU · ${memory(limits.memoryBytes)} · ${limits.pids} processes`} />
      {nick !== null && <Pair name="Nickname" value={nick} />}
      <div className="flex items-center gap-1">
        <Pair name="Container" value={name} mono />
        <CopyIcon text={name} label="Copy the full name" />
      </div>
    </Part>
  );
}

interface PairProps {
  readonly name: string;
  readonly value: string;
  readonly mono?: boolean;
  readonly title?: string;
}

function Pair({ name, value, mono = false, title }: PairProps): ReactNode {
  return (
    <p className="flex min-w-0 flex-1 gap-2" title={title}>
      <span className="w-18 shrink-0 text-muted">{name}</span>
      <span className={mono ? 'min-w-0 font-mono text-code leading-5 wrap-anywhere' : 'min-w-0 break-words'}>
        {value}
      </span>
    </p>
  );
}
