import type { ReactNode } from 'react';
import type { About } from '../../../electron/contract/settings.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { useMachineRead } from '../../client/reads.ts';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { FilePath } from '../../ui/FilePath.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { Licences } from './Licences.tsx';
import { SystemColumn, SystemFrame } from '../doctor/SystemFrame.tsx';

/** What this Maestro is, and where it keeps things. */
export function AboutPage({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const state = useMachineRead({ key: ['about'], read: (client) => client.settings.about() });
  const { docker } = snapshot;
  return (
    <SystemFrame tab="about">
      <SystemColumn label="About">
        <section>
          <h2 className="text-display font-semibold">Maestro {snapshot.version}</h2>
          <p className="text-muted">No account, no telemetry: it talks to Docker, to git and to your agents.</p>
          <p className="text-muted">Apache-2.0. The whole licence is in the file LICENSE of this installation.</p>
        </section>
        <Reading state={state} what="what this Maestro is">
          {(about) => <Facts about={about} engine={docker.state === 'ready' ? docker.version : null} />}
        </Reading>
        <CommandLine line="maestro version" />
        <Licences />
      </SystemColumn>
    </SystemFrame>
  );
}

function Facts({ about, engine }: { readonly about: About; readonly engine: string | null }): ReactNode {
  const { node, platform, places } = about;
  return (
    <dl className="grid grid-cols-[minmax(8rem,14rem)_minmax(0,1fr)] items-center gap-x-4 gap-y-1.5">
      <dt className="text-muted">Runs on</dt>
      <dd>
        Node {node}, {platform}
      </dd>
      <dt className="text-muted">Docker</dt>
      <dd>{engine ?? 'does not answer'}</dd>
      {places.map(({ what, path }) => (
        <Place key={path} what={what} path={path} />
      ))}
    </dl>
  );
}

function Place({ what, path }: About['places'][number]): ReactNode {
  return (
    <>
      <dt className="text-muted">{what}</dt>
      <dd className="min-w-0">
        <FilePath path={path} />
      </dd>
    </>
  );
}
