import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { placeHash } from '../../client/place.ts';
import { Age } from '../../ui/Ages.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { Part } from '../../ui/Part.tsx';
import { count } from '../../ui/format.ts';
import { AllowedHosts } from '../isolation/AllowedHosts.tsx';
import { useNetwork } from '../isolation/network.ts';
import { PresetChoice } from '../isolation/PresetChoice.tsx';
import { Refusals } from '../isolation/Refusals.tsx';
import { FactMark } from './FactMark.tsx';
import { CHECK_WORDS, isolationFact } from './select.ts';

const MOST_REFUSED = 3;

/** The closed network of a container: its proof with its age, its rules, and what was refused last. */
export function IsolationPart({ container }: { readonly container: Container }): ReactNode {
  const { isolation } = container;
  const fact = isolationFact(container);
  return (
    <Part title="Isolation" aside={<FactMark fact={fact} shield />}>
      <p className="text-muted">
        {fact.why}.
        {isolation.provenAt !== null && (
          <>
            {' '}
            Proven <Age at={isolation.provenAt} /> ago.
          </>
        )}
      </p>
      {isolation.failure !== undefined && <p className="mt-1.5 break-words text-bad">{isolation.failure.found}</p>}
      {isolation.checks.length > 0 && <Checks checks={isolation.checks} />}
      <div className="mt-3 space-y-3">
        <PresetChoice container={container} />
        <Rules container={container} />
        <a href={placeHash({ at: 'system', tab: 'isolation' })} className="inline-block text-accent hover:underline">
          All networks and their ledgers
        </a>
      </div>
    </Part>
  );
}

function Checks({ checks }: Pick<Container['isolation'], 'checks'>): ReactNode {
  return (
    <ul className="mt-1.5 space-y-1">
      {checks.map(({ name, ok, found }) => (
        <li key={name} className="flex gap-2" title={found}>
          {ok ? (
            <Check aria-label="Passed" className="mt-0.5 size-4 shrink-0 text-good" />
          ) : (
            <X aria-label="Failed" className="mt-0.5 size-4 shrink-0 text-bad" />
          )}
          <span className="min-w-0 break-words">
            {CHECK_WORDS[name]}
            {!ok && <span className="block text-bad">{found}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What it asked for in vain, and what it may reach; what the gateway says of that where nobody answers. */
function Rules({ container: { name, isolation } }: { readonly container: Container }): ReactNode {
  const { value, problem } = useNetwork(name, isolation.policy ?? '');
  const hosts = value?.allowed.length ?? isolation.domains.length;
  return (
    <>
      {problem !== null && <p className="break-words text-muted">{problem.sentence}</p>}
      {value !== undefined && (
        <div>
          <h4 className="mb-1 text-small text-muted">Refused last</h4>
          <Refusals name={name} refused={value.refused} most={MOST_REFUSED} />
        </div>
      )}
      {hosts > 0 && (
        <Fold title={count(hosts, 'allowed host')}>
          {value === undefined ? (
            <p className="mt-1 font-mono text-code wrap-anywhere whitespace-pre-line text-muted">
              {isolation.domains.join('\n')}
            </p>
          ) : (
            <AllowedHosts name={name} allowed={value.allowed} />
          )}
        </Fold>
      )}
    </>
  );
}
