import { CircleX, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DoctorCheck } from '../../../electron/contract/doctor.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { HintText } from '../../ui/HintText.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { BuildLine } from './BuildLine.tsx';
import { useDoctor } from './doctor.ts';
import { DOCKER_DOWN, findingKey, shownBuild, shownTroubles } from './select.ts';

/** What stands in the way, under the fleet's header: an image build, Docker gone, checks with trouble. Nothing when all is well. */
export function DoctorStrip({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { docker, containers, imageBuild } = snapshot;
  const { watched, dismissed, problem, dismissProblem } = useDoctor();
  const known = Object.keys(containers).length > 0;
  const build = shownBuild(imageBuild, watched);
  const found = shownTroubles(snapshot, { build: build !== null, dismissed });
  const isDown = docker.state === 'unreachable' && known && !dismissed.has(DOCKER_DOWN);
  return (
    <>
      {isDown && <DockerGone problem={docker.problem} />}
      {build !== null && (
        <section aria-label="Image build" className="border-b border-line bg-chrome px-4 py-2.5">
          <BuildLine build={build} />
        </section>
      )}
      {problem !== null && (
        <section aria-label="What could not be done" className="border-b border-line bg-bad-soft px-4 py-2.5">
          <ProblemNote problem={problem}>
            <Button onClick={dismissProblem}>Dismiss</Button>
          </ProblemNote>
        </section>
      )}
      {found.length > 0 && <Checks checks={found} />}
    </>
  );
}

function DockerGone({ problem }: { readonly problem: Problem }): ReactNode {
  const { reconnect, dismiss } = useDoctor();
  return (
    <div role="alert" className="flex items-center gap-2.5 border-b border-line bg-bad-soft px-4 py-1.5">
      <CircleX aria-hidden className="size-4 shrink-0 text-bad" />
      <p className="min-w-0 flex-1 break-words">
        <span className="font-medium">{problem.sentence}</span>{' '}
        <span className="text-muted">The list shows what was last known.</span>
      </p>
      <Button onClick={reconnect}>Retry</Button>
      <IconButton label="Dismiss" onClick={() => dismiss(DOCKER_DOWN)}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}

function Checks({ checks }: { readonly checks: readonly DoctorCheck[] }): ReactNode {
  const dismiss = useDoctor((doctor) => doctor.dismiss);
  const [first, ...rest] = checks;
  if (first === undefined) return null;
  const isFailed = first.state === 'failed';
  const Icon = isFailed ? CircleX : TriangleAlert;
  return (
    <section aria-label="Doctor" className="flex items-center gap-2.5 border-b border-line bg-chrome px-4 py-1.5">
      <Icon aria-hidden className={isFailed ? 'size-4 shrink-0 text-bad' : 'size-4 shrink-0 text-warn'} />
      <p className="min-w-0 flex-1 truncate">
        <span className="font-medium">{first.title}:</span> {first.found}{' '}
        {first.hints[0] !== undefined && (
          <span className="text-muted">
            <HintText hint={first.hints[0]} />
          </span>
        )}
      </p>
      {rest.length > 0 && <span className="shrink-0 text-muted">{rest.length} more</span>}
      <SystemLink />
      <IconButton label={`Dismiss: ${first.title}`} onClick={() => dismiss(findingKey(first))}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </section>
  );
}

function SystemLink(): ReactNode {
  return (
    <a href="#/system" className="shrink-0 rounded-sm text-accent underline-offset-2 hover:underline">
      Open System
    </a>
  );
}
