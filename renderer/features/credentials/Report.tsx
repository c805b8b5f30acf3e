import type { ReactNode } from 'react';
import type { CredentialPlace, Refreshed } from '../../../electron/contract/credentials.ts';
import { Button } from '../../ui/Button.tsx';
import { useClock } from '../../ui/clock.ts';
import { FactMark } from '../container/FactMark.tsx';
import { outcomeFact, PROVIDER_WORDS } from './words-select.ts';

interface ReportProps {
  readonly report: readonly Refreshed[];
  readonly onDismiss: () => void;
}

/** What a refresh found and did, place by place. */
export function Report({ report, onDismiss }: ReportProps): ReactNode {
  return (
    <section aria-label="What was done" className="rounded-lg border border-line bg-chrome p-3">
      <div className="flex items-center">
        <h2 className="mr-auto font-semibold">What was done</h2>
        <Button look="quiet" onClick={onDismiss}>
          Dismiss
        </Button>
      </div>
      {report.map(({ agent, places }) => (
        <div key={agent} className="mt-1">
          <h3 className="text-small text-muted">{PROVIDER_WORDS[agent]}</h3>
          <ul className="max-h-48 overflow-y-auto">
            {places.map((place) => (
              <Place key={place.container ?? ''} place={place} />
            ))}
          </ul>
          {!places.some(({ outcome }) => outcome === 'source') && (
            <p className="text-warn">Nobody has one that is good: sign in.</p>
          )}
        </div>
      ))}
    </section>
  );
}

function Place({ place }: { readonly place: CredentialPlace }): ReactNode {
  const why = useClock((now) => outcomeFact(place, now).why);
  const fact = { ...outcomeFact(place, 0), why };
  return (
    <li className="grid min-h-7 grid-cols-[minmax(0,2fr)_8rem_minmax(0,3fr)] items-center gap-x-4">
      <span className="truncate">{place.container ?? 'This machine'}</span>
      <FactMark fact={fact} />
      <span className="truncate text-muted" title={fact.why}>
        {fact.why}
      </span>
    </li>
  );
}
