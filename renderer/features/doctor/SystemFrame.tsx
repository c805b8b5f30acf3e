import type { ReactNode } from 'react';
import { go } from '../../client/place.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { neighbourTab, type SystemScreen } from './tabs-select.ts';
import { SystemTabs } from './SystemTabs.tsx';

interface SystemFrameProps {
  readonly tab: SystemScreen;
  /** What stands at the right of the tabs. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A screen of the System place under its tabs; keys lead to the ones beside it. */
export function SystemFrame({ tab, aside, children }: SystemFrameProps): ReactNode {
  const turn = (by: 1 | -1) => () => go({ at: 'system', ...neighbourTab(tab, by) });
  useShortcuts({ 'next-tab': turn(1), 'previous-tab': turn(-1) });
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-4 border-b border-line px-4">
        <h1 className="text-title font-semibold">System</h1>
        <SystemTabs tab={tab} />
        {aside}
      </header>
      {children}
    </main>
  );
}

/** What a screen of the System place shows, in one column that scrolls. */
export function SystemColumn({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div tabIndex={0} role="group" aria-label={label} className="focus-inset min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-220 space-y-8 px-6 py-6">{children}</div>
    </div>
  );
}
