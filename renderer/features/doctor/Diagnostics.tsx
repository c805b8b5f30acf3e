import { type ReactNode, useState } from 'react';
import { type Diagnostics as Found, diagnosticsText } from '../../../electron/contract/doctor.ts';
import { useMachineRead } from '../../client/reads.ts';
import { Age } from '../../ui/Ages.tsx';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { CopyButton } from '../../ui/Copy.tsx';
import { Fold, Output } from '../../ui/Fold.tsx';
import { count } from '../../ui/format.ts';
import { Reading } from '../../ui/Reading.tsx';

/** What somebody who helps needs to know of this machine: shown as it is, to be copied by hand. */
export function Diagnostics(): ReactNode {
  const [isWanted, want] = useState(false);
  const state = useMachineRead({
    key: ['diagnostics'],
    read: (client) => client.doctor.collect(),
    enabled: isWanted,
  });
  return (
    <section aria-labelledby="diagnostics" className="space-y-2">
      <h2 id="diagnostics" className="font-semibold">
        Diagnostics
      </h2>
      <p className="text-muted">
        For a report of a fault: versions, checks, settings and the last lines of the logs. Secrets, your home folder
        and the names of projects, branches and containers are taken out. Nothing is sent anywhere.
      </p>
      {isWanted ? (
        <Reading state={state} what="the diagnostics">
          {(found) => <Preview found={found} onAgain={state.retry} />}
        </Reading>
      ) : (
        <Button onClick={() => want(true)}>Collect</Button>
      )}
      <p>
        <CommandLine line="maestro diagnostics maestro-diagnostics.txt" />
      </p>
    </section>
  );
}

interface PreviewProps {
  readonly found: Found;
  readonly onAgain: () => void;
}

function Preview({ found, onAgain }: PreviewProps): ReactNode {
  return (
    <>
      <ul aria-label="Parts" className="space-y-1">
        {found.parts.map(({ name, text }) => (
          <li key={name}>
            <Fold
              title={
                <span>
                  <span className="text-ink">{name}</span> · {count(text.split('\n').length, 'line')}
                </span>
              }
            >
              <Output label={name}>{text}</Output>
            </Fold>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-1.5">
        <CopyButton text={diagnosticsText(found)} label="Copy all of it" />
        <Button onClick={onAgain}>Collect again</Button>
        <span className="text-muted">
          Collected <Age at={found.at} /> ago
        </span>
      </div>
    </>
  );
}
