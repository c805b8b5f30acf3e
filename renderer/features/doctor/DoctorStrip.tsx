import { CircleX, Hammer, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DoctorCheck } from '../../../electron/contract/doctor.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { BuildLine } from './BuildLine.tsx';
import { HintText } from '../../ui/HintText.tsx';
import { troubles } from './select.ts';

/** What stands in the way, under the fleet's header: an image build, Docker gone, checks with trouble. Nothing when all is well. */
export function DoctorStrip({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { docker, doctor, imageBuild, containers } = snapshot;
  const down = docker.state === 'unreachable';
  const known = Object.keys(containers).length > 0;
  const found = troubles(doctor?.checks ?? []).filter(({ id }) => id !== 'docker' || !down);
  const building = imageBuild !== null && (imageBuild.state === 'running' || imageBuild.state === 'failed');
  return (
    <>
      {down && known && <Trouble title={docker.problem.sentence} found="The list shows what was last known." />}
      {building && (
        <section aria-label="Image build" className="border-b border-line bg-chrome px-4 py-2.5">
          <BuildLine build={imageBuild} />
        </section>
      )}
      {found.length > 0 && !down && <Checks checks={found} />}
    </>
  );
}

function Trouble({ title, found }: { readonly title: string; readonly found: string }): ReactNode {
  return (
    <div role="alert" className="flex items-center gap-2.5 border-b border-line bg-bad-soft px-4 py-2">
      <CircleX aria-hidden className="size-4 shrink-0 text-bad" />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{title}</span> <span className="text-muted">{found}</span>
      </p>
      <SystemLink />
    </div>
  );
}

const ICONS = { failed: CircleX, warning: TriangleAlert, ok: Hammer, checking: Hammer } as const;

function Checks({ checks }: { readonly checks: readonly DoctorCheck[] }): ReactNode {
  const [first, ...rest] = checks;
  if (first === undefined) return null;
  const Icon = ICONS[first.state];
  return (
    <section aria-label="Doctor" className="flex items-center gap-2.5 border-b border-line bg-chrome px-4 py-2">
      <Icon
        aria-hidden
        className={first.state === 'failed' ? 'size-4 shrink-0 text-bad' : 'size-4 shrink-0 text-warn'}
      />
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
