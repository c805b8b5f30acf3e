import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

interface TabBarProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly name: Name; readonly word: string; readonly count?: number }[];
  readonly value: Name;
  readonly onChange: (name: Name) => void;
  /** Stands at the end of the bar. */
  readonly aside?: ReactNode;
  /** What the chosen tab shows. */
  readonly children: ReactNode;
}

/** Tabs over what the chosen one shows. */
export function TabBar<Name extends string>(props: TabBarProps<Name>): ReactNode {
  const { label, tabs, value, onChange, aside, children } = props;
  return (
    <Tabs.Root
      value={value}
      onValueChange={(next) => onChange(next as Name)}
      className="flex min-h-0 min-w-0 flex-1 flex-col"
    >
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-1.5">
        <Tabs.List aria-label={label} className="flex flex-wrap gap-0.5">
          {tabs.map((tab) => (
            <Tabs.Tab
              key={tab.name}
              value={tab.name}
              className="flex h-7 items-center gap-1.5 rounded-md px-2 whitespace-nowrap text-muted transition-colors hover:text-ink data-active:bg-press data-active:text-ink"
            >
              {tab.word}
              {tab.count !== undefined && <span className="tabular text-small text-muted">{tab.count}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {aside !== undefined && <div className="ml-auto flex flex-wrap items-center gap-2">{aside}</div>}
      </div>
      <Tabs.Panel value={value} className="focus-inset min-h-0 flex-1 overflow-y-auto">
        {children}
      </Tabs.Panel>
    </Tabs.Root>
  );
}
