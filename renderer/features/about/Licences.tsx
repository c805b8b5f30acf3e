import { type ReactNode, useState } from 'react';
import type { Licence } from '../../../electron/contract/settings.ts';
import { useMachineRead } from '../../client/reads.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { Fold, Output } from '../../ui/Fold.tsx';
import { count } from '../../ui/format.ts';
import { Reading } from '../../ui/Reading.tsx';

/** What of others is in this Maestro, with its licences; read when somebody wants to see it. */
export function Licences(): ReactNode {
  const [isWanted, want] = useState(false);
  const state = useMachineRead({
    key: ['licences'],
    read: (client) => client.settings.licences(),
    enabled: isWanted,
  });
  return (
    <section aria-labelledby="licences" className="space-y-2">
      <h3 id="licences" className="font-semibold">
        Of others
      </h3>
      {isWanted ? (
        <Reading state={state} what="the licences">
          {(all) => <List all={all} />}
        </Reading>
      ) : (
        <p className="flex flex-wrap items-center gap-3 text-muted">
          <span>Maestro stands on packages of others, which are in it.</span>
          <Button onClick={() => want(true)}>Show their licences</Button>
        </p>
      )}
      <CommandLine line="maestro version --licences" />
    </section>
  );
}

function List({ all }: { readonly all: readonly Licence[] }): ReactNode {
  return (
    <>
      <p className="text-muted">{count(all.length, 'package')}</p>
      <ul className="space-y-1" aria-label="Packages">
        {all.map((one) => (
          <li key={`${one.name} ${one.version}`}>
            <Package of={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Package({ of: { name, version, licence, text } }: { readonly of: Licence }): ReactNode {
  const title = (
    <span className="min-w-0 wrap-anywhere">
      <span className="text-ink">{name}</span> {version} · {licence}
    </span>
  );
  if (text === '') return <p className="pl-4.5 text-muted">{title}</p>;
  return (
    <Fold title={title}>
      <Output label={`Licence of ${name}`}>{text}</Output>
    </Fold>
  );
}
