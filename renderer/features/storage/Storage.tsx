import type { ReactNode } from 'react';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { ImageTable } from '../doctor/ImageTable.tsx';
import { SystemColumn, SystemFrame } from '../doctor/SystemFrame.tsx';
import { Reclaim } from './Reclaim.tsx';
import { dismissProblem, useStorage } from './storage.ts';
import { Trash } from './Trash.tsx';

/** What Maestro keeps on this machine: removed containers, images, and what could go. */
export function Storage({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const problem = useStorage((storage) => storage.problem);
  const { docker, imageBuild } = snapshot;
  const built = imageBuild?.state ?? '';
  return (
    <SystemFrame tab="storage">
      <SystemColumn label="Storage">
        {problem !== null && (
          <ProblemNote problem={problem} className="rounded-lg bg-bad-soft p-3">
            <Button onClick={dismissProblem}>Dismiss</Button>
          </ProblemNote>
        )}
        <Trash creations={snapshot.creations} containers={snapshot.containers} />
        <Reclaim ready={docker.state === 'ready'} built={built} />
        <section aria-labelledby="storage-images">
          <h2 id="storage-images" className="mb-2 font-semibold">
            Images
          </h2>
          <ImageTable ready={docker.state === 'ready'} built={built} />
          <p className="mt-2 text-muted">An image’s size counts the layers that it shares with others.</p>
        </section>
      </SystemColumn>
    </SystemFrame>
  );
}
