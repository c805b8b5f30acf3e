import { Press } from '../shortcuts/Press.tsx';
import { GitPullRequestArrow } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { openOverlay } from '../../client/overlay.ts';
import { go } from '../../client/place.ts';
import { Blank } from '../../ui/Blank.tsx';
import { count } from '../../ui/format.ts';
import { countsAreKnown } from '../container/problem-select.ts';
import { DockerDown, Loading } from '../fleet/States.tsx';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { Queue } from './Queue.tsx';
import { meetingsOf, queueOf } from './queue-select.ts';
import { useOverlaps } from './review.ts';
import { Work } from './Work.tsx';

interface ReviewProps {
  readonly snapshot: Snapshot;
  /** The container that is looked at; null: the first of the queue. */
  readonly name: string | null;
}

/** What agents did and nobody has brought back yet: a queue, and the work of the chosen container. */
export function Review({ snapshot, name }: ReviewProps): ReactNode {
  const queue = queueOf(snapshot.containers);
  const chosen = name === null ? queue[0] : snapshot.containers[name];
  const first = name === null ? chosen?.name : undefined;
  // What is looked at stays, with its open sheet and half an answer, whatever comes first in the queue meanwhile.
  useEffect(() => {
    if (first !== undefined) go({ at: 'review', name: first }, { replace: true });
  }, [first]);
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line px-4">
        <h1 className="text-title font-semibold">Review</h1>
        <span className="text-muted">{queue.length > 0 && `${count(queue.length, 'container')} with work`}</span>
      </header>
      {queue.length > 0 || chosen !== undefined ? (
        <Both queue={queue} chosen={chosen} />
      ) : snapshot.docker.state === 'unreachable' ? (
        <DockerDown problem={snapshot.docker.problem} />
      ) : countsAreKnown(snapshot) ? (
        <Nothing />
      ) : (
        <Loading />
      )}
    </main>
  );
}

function Nothing(): ReactNode {
  return (
    <Blank icon={GitPullRequestArrow} title="Nothing to review">
      <p className="max-w-110">
        Commits and changed files of your containers wait here until you merge them. <Press id="new" /> to describe a
        task. <Press id="fleet" /> to see who is at work.
      </p>
    </Blank>
  );
}

interface BothProps {
  readonly queue: readonly Container[];
  readonly chosen: Container | undefined;
}

function Both({ queue, chosen }: BothProps): ReactNode {
  const files = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLElement>(null);
  const overlaps = useOverlaps([...new Set(queue.map(({ project }) => project.path))]);
  const choose = (next: Container | undefined): void => {
    if (next !== undefined) go({ at: 'review', name: next.name }, { replace: true });
  };
  const step = (by: number) => () => {
    const at = queue.findIndex(({ name }) => name === chosen?.name);
    choose(queue[Math.min(queue.length - 1, Math.max(0, at + by))]);
  };
  const intoFiles = (): void => files.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
  const back = (): void => list.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
  useShortcuts({
    down: step(1),
    up: step(-1),
    first: step(-queue.length),
    last: step(queue.length),
    open: intoFiles,
    right: intoFiles,
    left: back,
    back,
    peek: () => chosen !== undefined && openOverlay({ kind: 'peek', name: chosen.name }),
    connect: () => chosen !== undefined && go({ at: 'container', name: chosen.name, window: 'agent' }),
  });
  const overlap = chosen === undefined ? undefined : overlaps[chosen.project.path];
  return (
    <div className="flex min-h-0 flex-1">
      <Queue ref={list} queue={queue} chosen={chosen?.name ?? null} overlaps={overlaps} onChoose={choose} />
      {chosen === undefined ? (
        <Blank icon={GitPullRequestArrow} title="That container is gone">
          <p>Its work lies in the trash, if it was not brought back: maestro trash list</p>
        </Blank>
      ) : (
        <Work
          key={chosen.name}
          container={chosen}
          meetings={overlap?.value === undefined ? undefined : meetingsOf(overlap.value, chosen.name)}
          files={files}
          onLeave={back}
        />
      )}
    </div>
  );
}
