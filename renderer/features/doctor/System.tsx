import { CircleCheck, CircleDashed, CircleX, RefreshCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DoctorCheck } from '../../../electron/contract/doctor.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { Age } from '../../ui/Ages.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyIcon } from '../../ui/Copy.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { BuildLine } from './BuildLine.tsx';
import { Diagnostics } from './Diagnostics.tsx';
import { useDoctor } from './doctor.ts';
import { HintText } from '../../ui/HintText.tsx';
import { ImageTable } from './ImageTable.tsx';
import { SystemColumn, SystemFrame } from './SystemFrame.tsx';
import { hintParts } from '../../ui/hints.ts';

/** The machine: every check of the doctor, the images, and what this Maestro is. */
export function System({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { doctor } = snapshot;
  const { busy, problem, runDoctor, dismissProblem } = useDoctor();
  return (
    <SystemFrame
      tab="machine"
      aside={
        <>
          <span className="min-w-0 truncate text-muted">
            {doctor !== null && (
              <>
                Checked <Age at={doctor.at} /> ago
              </>
            )}
          </span>
          <Button className="ml-auto" disabled={busy !== null} onClick={runDoctor}>
            <RefreshCw aria-hidden className="size-3.5" />
            {busy === 'doctor' ? 'Checking' : 'Run again'}
          </Button>
        </>
      }
    >
      <SystemColumn label="System">
        {problem !== null && (
          <ProblemNote problem={problem} className="rounded-lg bg-bad-soft p-3">
            <Button onClick={dismissProblem}>Dismiss</Button>
          </ProblemNote>
        )}
        <section>
          <h2 className="mb-2 font-semibold">Doctor</h2>
          {doctor === null ? <Unchecked /> : <Checks checks={doctor.checks} />}
        </section>
        <Images snapshot={snapshot} />
        <Diagnostics />
        <p className="text-muted">
          Maestro {snapshot.version}. No account, no telemetry: it talks to Docker, to git and to your agents.
        </p>
      </SystemColumn>
    </SystemFrame>
  );
}

function Unchecked(): ReactNode {
  return <p className="text-muted">Not checked yet. Run the checks to see what this machine offers.</p>;
}

function Images({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { busy, buildImages, makeBase } = useDoctor();
  const { imageBuild } = snapshot;
  const building = imageBuild?.state === 'running';
  return (
    <section>
      <div className="mb-2 flex items-center gap-2">
        <h2 className="mr-auto font-semibold">Images</h2>
        <Button disabled={busy !== null || building} onClick={makeBase}>
          Make base image
        </Button>
        <Button disabled={busy !== null || building} onClick={buildImages}>
          Build images
        </Button>
      </div>
      {imageBuild !== null && imageBuild.state !== 'cancelled' && (
        <div className="mb-3 rounded-lg border border-line bg-chrome p-3">
          <BuildLine build={imageBuild} />
        </div>
      )}
      <ImageTable ready={snapshot.docker.state === 'ready'} built={imageBuild?.state ?? ''} />
    </section>
  );
}

const LOOKS = {
  ok: { icon: CircleCheck, colour: 'text-good', word: 'Ok' },
  warning: { icon: TriangleAlert, colour: 'text-warn', word: 'Warning' },
  failed: { icon: CircleX, colour: 'text-bad', word: 'Failed' },
  checking: { icon: CircleDashed, colour: 'text-muted', word: 'Checking' },
} as const;

function Checks({ checks }: { readonly checks: readonly DoctorCheck[] }): ReactNode {
  return (
    <ul className="overflow-hidden rounded-lg border border-line">
      {checks.map((check) => {
        const { icon: Icon, colour, word } = LOOKS[check.state];
        return (
          <li
            key={check.id}
            className="grid grid-cols-[6rem_9rem_minmax(0,1fr)] gap-x-4 border-b border-line/70 px-3 py-2 last:border-0"
          >
            <span className={`inline-flex items-center gap-2 self-start font-medium ${colour}`}>
              <Icon aria-hidden className="size-4" />
              {word}
            </span>
            <span className="font-medium">{check.title}</span>
            <div className="min-w-0">
              <p className="break-words text-muted">{check.found}</p>
              {check.hints.map((hint) => (
                <Hint key={hint} hint={hint} />
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Hint({ hint }: { readonly hint: string }): ReactNode {
  const command = hintParts(hint).find((part) => part.command)?.text;
  return (
    <div className="flex min-h-6 items-center gap-1">
      <p className="min-w-0 break-words">
        <HintText hint={hint} />
      </p>
      {command !== undefined && <CopyIcon text={command} label={`Copy ${command}`} />}
    </div>
  );
}
