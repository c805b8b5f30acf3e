import { Tabs } from '@base-ui/react/tabs';
import { Activity, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { FILTERS, type Filter, useView } from '../../client/view.ts';
import { openOverlay } from '../../client/overlay.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { Tip } from '../../ui/Tip.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { ViewSwitch } from './ViewSwitch.tsx';

const WORDS: Readonly<Record<Filter, string>> = {
  all: 'All',
  needs: 'Needs me',
  running: 'Running',
  idle: 'Idle',
  stopped: 'Stopped',
};

interface HeaderProps {
  /** Null while nobody knows. */
  readonly counts: Readonly<Record<Filter, number>> | null;
}

/** Title, tabs with counts, search and the one thing to begin with. */
export function Header({ counts }: HeaderProps): ReactNode {
  const filter = useView((view) => view.filter);
  const query = useView((view) => view.query);
  const shape = useView((view) => view.shape);
  const load = useView((view) => view.load);
  return (
    <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-1.5">
      <h1 className="text-title font-semibold">Fleet</h1>
      <Tabs.Root value={filter} onValueChange={(next) => useView.setState({ filter: next as Filter })}>
        <Tabs.List aria-label="Which containers" className="flex gap-0.5">
          {FILTERS.map((name) => (
            <Tabs.Tab
              key={name}
              value={name}
              aria-controls="fleet"
              className="flex h-7 items-center gap-1.5 rounded-md px-2 whitespace-nowrap text-muted transition-colors hover:text-ink data-active:bg-press data-active:text-ink"
            >
              {WORDS[name]}
              {counts !== null && (
                <span
                  className={cx(
                    'tabular rounded-full text-small',
                    name === 'needs' && counts.needs > 0
                      ? 'bg-needs-fill px-1.5 font-medium text-on-needs'
                      : 'text-muted',
                  )}
                >
                  {counts[name]}
                </span>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs.Root>
      <SearchField
        id="fleet-search"
        label="Search the fleet"
        chord={keyOf('search')}
        query={query}
        onQuery={(text) => useView.setState({ query: text })}
        onLeave={() => document.querySelector<HTMLElement>('[role="grid"]')?.focus()}
        className="ml-auto min-w-28 max-w-60 grow basis-28"
      />
      {shape === 'table' && (
        <IconButton
          label="CPU and memory"
          keys={keyOf('load')}
          aria-pressed={load}
          onClick={() => useView.setState({ load: !load })}
          className="-mr-2 max-[64rem]:hidden"
        >
          <Activity aria-hidden className="size-4" />
        </IconButton>
      )}
      <ViewSwitch />
      <Tip text="New container" keys={keyOf('new')}>
        <Button look="primary" onClick={() => openOverlay({ kind: 'new' })} className="pl-2">
          <Plus aria-hidden className="size-4" />
          New
        </Button>
      </Tip>
    </header>
  );
}
