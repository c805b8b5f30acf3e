import { CircleX, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMaestro } from '../../client/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Hints } from '../../ui/Problem.tsx';
import { useDoctor } from '../doctor/doctor.ts';

/** What a container lacks on this machine, before a task is typed for it in vain. */
export function Missing(): ReactNode {
  const docker = useMaestro(({ snapshot }) => snapshot?.docker);
  const build = useMaestro(({ snapshot }) => snapshot?.imageBuild);
  const reconnect = useDoctor((doctor) => doctor.reconnect);
  if (docker?.state === 'unreachable') {
    return (
      <div role="alert" className="mb-3 flex items-start gap-2.5 rounded-lg bg-bad-soft p-3">
        <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
        <div className="min-w-0 flex-1">
          <p className="font-medium break-words">{docker.problem.sentence}</p>
          <Hints hints={docker.problem.hints} />
          <p className="text-muted">
            Write the task meanwhile: it is kept, and Create works as soon as Docker answers.
          </p>
        </div>
        <Button onClick={reconnect}>Retry</Button>
      </div>
    );
  }
  const lacksImage = build?.state === 'failed' && build.blocks;
  if (!lacksImage && build?.state !== 'running') return null;
  return (
    <p className="mb-3 flex items-start gap-2.5 rounded-lg border border-line bg-chrome p-3">
      <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <span>
        {lacksImage
          ? 'The images are not there: the last build failed. Creating this container builds them again.'
          : 'The images are being built. This container starts when they are done.'}
      </span>
    </p>
  );
}
