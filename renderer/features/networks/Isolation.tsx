import { Press } from '../shortcuts/Press.tsx';
import { ShieldCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { byUrgency, type Container } from '../../../electron/contract/containers.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { go } from '../../client/place.ts';
import { useView } from '../../client/view.ts';
import { Blank } from '../../ui/Blank.tsx';
import { cx } from '../../ui/cx.ts';
import { Reading } from '../../ui/Reading.tsx';
import { FactMark } from '../container/FactMark.tsx';
import { isolationFact } from '../container/select.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { SystemFrame } from '../doctor/SystemFrame.tsx';
import { AllowedHosts } from '../isolation/AllowedHosts.tsx';
import { Ledger, LEDGER_SEARCH } from '../isolation/Ledger.tsx';
import { useNetwork } from '../isolation/network.ts';
import { PresetChoice } from '../isolation/PresetChoice.tsx';
import { Refusals } from '../isolation/Refusals.tsx';
import { WouldPass } from '../isolation/WouldPass.tsx';

const MOST_REFUSED = 20;

/** The closed networks of all containers: rules, refusals, ledger, and whether something would pass. */
export function Isolation({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const containers = Object.values(snapshot.containers).toSorted(byUrgency);
  const cursor = useView((view) => view.cursor);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = containers.find(({ name }) => name === (chosen ?? cursor)) ?? containers[0];
  const step = (by: 1 | -1) => () => {
    const next = containers[containers.findIndex(({ name }) => name === shown?.name) + by];
    if (next !== undefined) setChosen(next.name);
  };
  useShortcuts({
    down: step(1),
    up: step(-1),
    search: () => document.getElementById(LEDGER_SEARCH)?.focus(),
    open: () => shown !== undefined && go({ at: 'container', name: shown.name, window: 'agent' }),
  });
  return (
    <SystemFrame tab="isolation">
      {shown === undefined ? (
        <Blank icon={ShieldCheck} title="No network to show">
          <p>
            Each container has a closed network of its own. <Press id="new" /> to describe a task.
          </p>
        </Blank>
      ) : (
        <div className="flex min-h-0 flex-1">
          <Containers containers={containers} shown={shown} onChoose={setChosen} />
          <Network key={shown.name} container={shown} />
        </div>
      )}
    </SystemFrame>
  );
}

interface ContainersProps {
  readonly containers: readonly Container[];
  readonly shown: Container;
  readonly onChoose: (name: string) => void;
}

/** Keeps the chosen one in sight. */
function showRow(row: HTMLButtonElement | null): void {
  row?.scrollIntoView({ block: 'nearest' });
}

/** Every container with how its network is. */
function Containers({ containers, shown, onChoose }: ContainersProps): ReactNode {
  return (
    <nav aria-label="Networks" className="w-60 max-w-2/5 shrink-0 overflow-y-auto border-r border-line bg-chrome py-1">
      {containers.map((container) => (
        <button
          key={container.name}
          ref={container.name === shown.name ? showRow : undefined}
          type="button"
          aria-current={container.name === shown.name}
          onClick={() => onChoose(container.name)}
          className={cx(
            'focus-inset flex h-8 w-full items-center gap-2 px-3 text-left hover:bg-hover',
            container.name === shown.name && 'bg-press',
          )}
        >
          <span className="min-w-0 flex-1 truncate">{container.shortName}</span>
          <FactMark fact={isolationFact(container)} shield />
        </button>
      ))}
    </nav>
  );
}

function Network({ container }: { readonly container: Container }): ReactNode {
  const { name, shortName, isolation } = container;
  const state = useNetwork(name, isolation.policy ?? '');
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label={`Network of ${shortName}`}
      className="focus-inset @container min-h-0 min-w-0 flex-1 space-y-7 overflow-y-auto px-6 py-5"
    >
      <section>
        <h2 className="mb-2 font-semibold">{shortName}</h2>
        <PresetChoice container={container} />
      </section>
      <section>
        <h2 className="mb-2 font-semibold">Would this pass?</h2>
        <WouldPass name={name} />
      </section>
      <Reading state={state} what="the rules">
        {({ allowed, refused }) => (
          <div className="grid gap-8 @min-[36rem]:grid-cols-2">
            <section className="min-w-0">
              <h2 className="mb-2 font-semibold">Refused</h2>
              <Refusals name={name} refused={refused} most={MOST_REFUSED} />
            </section>
            <section className="min-w-0">
              <h2 className="mb-2 font-semibold">Allowed</h2>
              <AllowedHosts name={name} allowed={allowed} />
            </section>
          </div>
        )}
      </Reading>
      <Ledger name={name} />
    </div>
  );
}
