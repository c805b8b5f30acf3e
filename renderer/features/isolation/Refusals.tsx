import type { ReactNode } from 'react';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import type { AllowedTerm, RefusedName } from '../../../electron/contract/network.ts';
import { Age } from '../../ui/Ages.tsx';
import { Button } from '../../ui/Button.tsx';
import { Tip } from '../../ui/Tip.tsx';
import { count } from '../../ui/format.ts';
import { allow } from './network.ts';

interface RefusalsProps {
  readonly name: ContainerName;
  readonly refused: readonly RefusedName[];
  /** No more than so many, the newest. */
  readonly most: number;
}

const TERMS: readonly { readonly term: AllowedTerm; readonly word: string; readonly why: string }[] = [
  { term: 'once', word: 'Allow once', why: 'For ten minutes, so that it can try again' },
  { term: 'always', word: 'Always', why: 'For this container, until you take it away' },
  { term: 'until-stopped', word: 'Until stopped', why: 'Until this container is stopped' },
];

/** Hosts that were refused, each with the ways to allow it; one host stands once. */
export function Refusals({ name, refused, most }: RefusalsProps): ReactNode {
  const hosts = [...new Map(refused.toReversed().map((one) => [one.name, one])).values()].toReversed();
  if (hosts.length === 0) return <p className="text-muted">Nothing was refused.</p>;
  return (
    <ul className="space-y-2.5">
      {hosts.slice(0, most).map((one) => (
        <li key={one.name}>
          <div className="flex items-baseline gap-2">
            <code className="min-w-0 flex-1 font-mono text-code wrap-anywhere">{one.name}</code>
            <span className="tabular shrink-0 text-small text-muted">
              {count(one.times, 'time')} · <Age at={one.lastAt} />
            </span>
          </div>
          <div className="mt-1 flex flex-wrap gap-1.5">
            {TERMS.map(({ term, word, why }) => (
              <Tip key={term} text={why}>
                <Button aria-label={`${word}: ${one.name}`} onClick={() => void allow(name, one.name, term)}>
                  {word}
                </Button>
              </Tip>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
