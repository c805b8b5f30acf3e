import { Press } from '../shortcuts/Press.tsx';
import { ChartColumn, RefreshCw } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { byUrgency, type Container } from '../../../electron/contract/containers.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { dollars, type Usage } from '../../../electron/contract/usage.ts';
import { Age } from '../../ui/Ages.tsx';
import { Blank } from '../../ui/Blank.tsx';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { count } from '../../ui/format.ts';
import { SystemColumn, SystemFrame } from '../doctor/SystemFrame.tsx';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { SumTable } from './SumTable.tsx';
import { readUsage, useUsage } from './usage.ts';
import { byAgent, byModel, hasFigures, priceNotes, readable } from './usage-select.ts';
import { UsageTable } from './UsageTable.tsx';

/** What all agents have used since their containers were made: by container, by agent and by model. */
export function UsagePage({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const containers = Object.values(snapshot.containers).toSorted(byUrgency);
  const { left, at } = useUsage();
  const isFirst = at === null && left === 0 && containers.length > 0 && snapshot.docker.state === 'ready';
  useEffect(() => {
    if (isFirst) void readUsage();
  }, [isFirst]);
  useShortcuts({ 'read-usage': () => void readUsage() });
  return (
    <SystemFrame
      tab="usage"
      aside={
        <>
          <span role="status" className="tabular min-w-0 truncate text-muted">
            {left > 0 && `Reading, ${count(left, 'container')} to go`}
            {left === 0 && at !== null && (
              <>
                Read <Age at={at} /> ago
              </>
            )}
          </span>
          <Button className="ml-auto" disabled={left > 0 || containers.length === 0} onClick={() => void readUsage()}>
            <RefreshCw aria-hidden className="size-3.5" />
            {left > 0 ? 'Reading' : 'Read again'}
          </Button>
        </>
      }
    >
      {containers.length === 0 ? (
        <Blank icon={ChartColumn} title="Nothing has been used">
          <p>
            What agents use is in their conversations, and there is no container yet. <Press id="new" /> to describe a
            task.
          </p>
        </Blank>
      ) : (
        <Figures containers={containers} />
      )}
    </SystemFrame>
  );
}

function Figures({ containers }: { readonly containers: readonly Container[] }): ReactNode {
  const found = useUsage((state) => state.found);
  const usages = readable(containers, found);
  const known = usages.filter(hasFigures);
  return (
    <SystemColumn label="Usage">
      <Together usages={known} />
      {known.length > 0 && (
        <div className="grid gap-8 min-[70rem]:grid-cols-2">
          <SumTable title="By agent" first="Agent" sums={byAgent(known)} />
          <SumTable title="By model" first="Model" sums={byModel(known)} />
        </div>
      )}
      <UsageTable containers={containers} usages={usages} found={found} />
      <p className="text-muted">
        As the agents’ own conversations tell since their containers were made: a claim, not a bill.{' '}
        {priceNotes(known).join(' ')}
      </p>
      <CommandLine line="maestro usage" />
    </SystemColumn>
  );
}

function Together({ usages }: { readonly usages: readonly Usage[] }): ReactNode {
  const usd = usages.reduce((sum, usage) => sum + usage.usd, 0);
  const unpriced = usages.some(({ models }) => models.some((model) => model.usd === null));
  return (
    <section aria-label="Together">
      <p className="tabular text-display font-semibold">{usages.length === 0 ? 'No figures' : dollars(usd)}</p>
      <p className="text-muted">
        {usages.length === 0
          ? 'No agent has told what it used.'
          : `${count(usages.length, 'container')} with figures${unpriced ? '; models without a known price are not in it' : ''}`}
      </p>
    </section>
  );
}
