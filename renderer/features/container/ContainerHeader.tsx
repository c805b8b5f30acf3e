import { keyOf } from '../shortcuts/shortcuts.ts';
import { ArrowLeft, GitBranch, PanelRight, Play, Square, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { openOverlay } from '../../client/overlay.ts';
import { useView } from '../../client/view.ts';
import { IconButton } from '../../ui/Button.tsx';
import { CopyIcon } from '../../ui/Copy.tsx';
import { memory } from '../../ui/format.ts';
import { Tip } from '../../ui/Tip.tsx';
import { gitText, gitWords } from './git-select.ts';
import { startContainers, stopContainers, useActions } from './actions.ts';
import { ContainerMenu } from './ContainerMenu.tsx';
import { FactMark } from './FactMark.tsx';
import { able, isolationFact, stateWord } from './select.ts';
import { StateBadge } from './StateBadge.tsx';
import { useCredential } from './useCredential.ts';

interface ContainerHeaderProps {
  readonly container: Container;
  readonly details: { readonly open: boolean; readonly toggle: () => void };
}

/** One line of 44 px: state, name, branch, agent, limits, isolation, sign-in, actions. */
export function ContainerHeader({ container, details }: ContainerHeaderProps): ReactNode {
  const busy = useActions((state) => state.busy[container.name]);
  const { name, shortName, state, evidence, agent, model, project } = container;
  const can = able(container);
  const list = useView((view) => view.list);
  const back = list === 'inbox' ? 'Back to Inbox' : 'Back to Fleet';
  return (
    <header className="@container flex h-11 shrink-0 items-center gap-3 border-b border-line pr-2 pl-2">
      <Tip text={back} keys="escape">
        <a
          href={`#/${list}`}
          aria-label={back}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-press hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" />
        </a>
      </Tip>
      <Tip text={evidence}>
        <span tabIndex={0} aria-description={evidence} className="flex shrink-0 rounded-sm">
          <StateBadge state={state} word={busy ?? stateWord(container)} />
        </span>
      </Tip>
      <h1 className="min-w-16 shrink truncate text-title font-semibold" title={name}>
        {shortName}
      </h1>
      <BranchPill container={container} />
      <span className="hidden min-w-0 shrink-[2] truncate text-muted @min-[64rem]:inline">
        {[agent, model].filter(Boolean).join(' · ')}
      </span>
      <span className="hidden min-w-0 shrink-[3] truncate text-muted @min-[76rem]:inline" title={project.path}>
        {project.name}
      </span>
      <Facts container={container} />
      <span className="flex shrink-0 items-center">
        {can.stop && (
          <IconButton
            label="Stop"
            keys={keyOf('stop')}
            disabled={busy !== undefined}
            onClick={() => void stopContainers([name])}
          >
            <Square aria-hidden className="size-4" />
          </IconButton>
        )}
        {can.start && (
          <IconButton
            label="Start"
            keys={keyOf('stop')}
            disabled={busy !== undefined}
            onClick={() => void startContainers([name])}
          >
            <Play aria-hidden className="size-4" />
          </IconButton>
        )}
        <IconButton
          label="Remove"
          keys={keyOf('remove')}
          disabled={busy !== undefined}
          onClick={() => openOverlay({ kind: 'remove', names: [name] })}
        >
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
        <ContainerMenu container={container} disabled={busy !== undefined} />
        <IconButton label="Details" keys={keyOf('details')} aria-pressed={details.open} onClick={details.toggle}>
          <PanelRight aria-hidden className="size-4" />
        </IconButton>
      </span>
    </header>
  );
}

function BranchPill({ container }: { readonly container: Container }): ReactNode {
  const branch = container.git?.branch ?? container.branch;
  const signs = gitText(container.git);
  return (
    <span className="flex h-6 min-w-0 shrink items-center rounded-md border border-line bg-chrome pl-1.5">
      <GitBranch aria-hidden className="mr-1 size-3.5 shrink-0 text-muted" />
      <code className="truncate font-mono text-code">{branch}</code>
      {signs !== null && (
        <Tip text={gitWords(container.git)}>
          <span className="tabular ml-2 hidden shrink-0 text-small text-muted @min-[40rem]:inline">{signs}</span>
        </Tip>
      )}
      <CopyIcon text={branch} label="Copy the branch" />
    </span>
  );
}

function Facts({ container }: { readonly container: Container }): ReactNode {
  const credential = useCredential(container.credential);
  const isolation = isolationFact(container);
  const { cpus, memoryBytes, pids } = container.limits;
  return (
    <span className="ml-auto flex shrink-0 items-center gap-3">
      <Tip text={`At most ${cpus} CPU, ${memory(memoryBytes)} memory and ${pids} processes`}>
        <span className="tabular hidden text-muted @min-[60rem]:inline">
          {cpus} CPU · {memory(memoryBytes)}
        </span>
      </Tip>
      <Tip text={isolation.why}>
        <span data-coach="isolation" className="flex">
          <FactMark fact={isolation} shield wordClass="sr-only @min-[52rem]:not-sr-only" />
        </span>
      </Tip>
      <Tip text={credential.why}>
        <span className="flex">
          <FactMark fact={credential} wordClass="sr-only @min-[52rem]:not-sr-only" />
        </span>
      </Tip>
    </span>
  );
}
