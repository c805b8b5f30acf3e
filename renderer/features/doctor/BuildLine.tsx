import { CircleCheck, Hammer } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImageBuild } from '../../../electron/contract/images.ts';
import { Elapsed } from '../../ui/Ages.tsx';
import { Button } from '../../ui/Button.tsx';
import { duration } from '../../ui/format.ts';
import { Fold, Output } from '../../ui/Fold.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useDoctor } from './doctor.ts';
import { buildProgress } from './select.ts';

const NAMES = { base: 'base image', agent: 'agent image', gateway: 'gateway image' } as const;

/** An image build: its step and last lines, its end, or why it failed. */
export function BuildLine({ build }: { readonly build: ImageBuild }): ReactNode {
  if (build.state === 'failed' && build.problem !== null) {
    return (
      <ProblemNote problem={build.problem}>
        <RetryButtons build={build} />
      </ProblemNote>
    );
  }
  return <BuildSteps build={build} />;
}

function BuildSteps({ build }: { readonly build: ImageBuild }): ReactNode {
  const cancelBuild = useDoctor((doctor) => doctor.cancelBuild);
  const running = build.state === 'running';
  const Icon = running ? Hammer : CircleCheck;
  return (
    <div className="flex gap-2.5">
      <Icon aria-hidden className="mt-1.5 size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-3">
          <p className="min-w-0 flex-1 truncate">
            <span className="font-medium">
              {running ? 'Building' : 'Built'} the {NAMES[build.target]}
            </span>{' '}
            <span className="tabular text-muted">
              {running ? `step ${build.stepNumber} of ${build.stepCount}` : 'in'}{' '}
            </span>
            {running && <code className="font-mono text-code text-muted">{build.step}</code>}
            {!running && build.ms !== null && <span className="text-muted">{duration(build.ms)}</span>}
          </p>
          {running && (
            <>
              <span className="tabular shrink-0 text-muted">
                <Elapsed since={build.startedAt} />
              </span>
              <Button look="quiet" onClick={cancelBuild}>
                Cancel
              </Button>
            </>
          )}
          {!running && <DismissBuild />}
        </div>
        {running && <ProgressBar value={buildProgress(build)} label="Progress of the build" />}
        {running && build.lines.length > 0 && <LastLines lines={build.lines} />}
      </div>
    </div>
  );
}

function RetryButtons({ build }: { readonly build: ImageBuild }): ReactNode {
  const { busy, buildImages, makeBaseAndBuild } = useDoctor();
  const offersBase = build.target === 'base' || build.problem?.code === 'BASE_IMAGE_MISSING';
  return (
    <>
      <Button look={offersBase ? 'plain' : 'primary'} disabled={busy !== null} onClick={buildImages}>
        Build again
      </Button>
      {offersBase && (
        <Button look="primary" disabled={busy !== null} onClick={makeBaseAndBuild}>
          Make base image here
        </Button>
      )}
      <DismissBuild />
    </>
  );
}

function DismissBuild(): ReactNode {
  const dismissBuild = useDoctor((doctor) => doctor.dismissBuild);
  return <Button onClick={dismissBuild}>Dismiss</Button>;
}

function LastLines({ lines }: { readonly lines: readonly string[] }): ReactNode {
  const title = (
    <>
      <span className="truncate font-mono text-code group-open:hidden">{lines.at(-1)}</span>
      <span className="hidden group-open:inline">Last lines</span>
    </>
  );
  return (
    <Fold title={title} className="mt-1.5">
      <Output label="Last lines of the build">{lines.join('\n')}</Output>
    </Fold>
  );
}
