import { Moon, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Container, ContainerState } from '../../../electron/contract/containers.ts';
import type { Creation } from '../../../electron/contract/creation.ts';
import { openOverlay } from '../../client/overlay.ts';
import { Button } from '../../ui/Button.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { cancelCreation } from '../newContainer/creations.ts';
import { Phases } from '../newContainer/Phases.tsx';
import { startContainers, useActions } from './actions.ts';

const TITLES: Partial<Record<ContainerState, string>> = {
  incomplete: 'was never finished.',
  interrupted: 'was interrupted. Nobody stopped it.',
};

/** A container that does not run: why, and how to wake or remove it. */
export function Asleep({ container }: { readonly container: Container }): ReactNode {
  const busy = useActions((state) => state.busy[container.name]);
  const { name, state, evidence, problem, shortName } = container;
  const unfinished = state === 'incomplete';
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center overflow-y-auto px-6 pb-16">
      <Moon aria-hidden className="mb-4 size-8 text-line-strong" strokeWidth={1.25} />
      <p className="text-title font-semibold">
        {shortName} {TITLES[state] ?? 'is stopped.'}
      </p>
      <p className="mt-1 max-w-110 text-center text-muted">
        {unfinished
          ? 'Its creation was cut off before the agent started. Remove it to free its name.'
          : 'Its files, branch and conversation are kept. Starting it brings the agent back where it was.'}
      </p>
      {problem !== null && <ProblemNote problem={problem} className="mt-4 max-w-140 rounded-lg bg-bad-soft p-3" />}
      <p className="mt-2 max-w-110 text-center text-small text-muted">{evidence}</p>
      <div className="mt-5 flex gap-2">
        {!unfinished && (
          <Button look="primary" disabled={busy !== undefined} onClick={() => void startContainers([name])}>
            <Play aria-hidden className="size-3.5" />
            {busy ?? 'Start'}
          </Button>
        )}
        <Button disabled={busy !== undefined} onClick={() => openOverlay({ kind: 'remove', names: [name] })}>
          Remove…
        </Button>
      </div>
    </div>
  );
}

/** A container on its way: the steps of its creation, or the wait for its first report. */
export function Starting({ creation }: { readonly creation: Creation | undefined }): ReactNode {
  if (creation === undefined) {
    return (
      <div role="status" className="flex flex-1 items-center justify-center pb-16 text-muted">
        Starting: the terminal opens with the agent’s first report.
      </div>
    );
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-120 px-6 py-10">
        <Phases phases={creation.phases} />
        <Button className="mt-6" onClick={() => void cancelCreation(creation)}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** The address names a container that is not there. */
export function Gone({ loaded, name }: { readonly loaded: boolean; readonly name: string }): ReactNode {
  if (!loaded) {
    return (
      <main className="flex flex-1 flex-col" aria-label="Reading the containers">
        <div className="flex h-11 items-center gap-3 border-b border-line px-4">
          <span className="h-3 w-24 rounded-full bg-press" />
          <span className="h-3 w-40 rounded-full bg-hover" />
        </div>
      </main>
    );
  }
  return (
    <main className="flex flex-1 flex-col items-center justify-center pb-16">
      <p className="text-title font-semibold">There is no container {name}.</p>
      <p className="mt-1 text-muted">It was removed, or the address is from another machine.</p>
      <a href="#/fleet" className="mt-4 rounded-sm text-accent underline-offset-2 hover:underline">
        Back to Fleet
      </a>
    </main>
  );
}
