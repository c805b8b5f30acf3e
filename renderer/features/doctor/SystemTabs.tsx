import type { ReactNode } from 'react';
import { placeHash } from '../../client/place.ts';
import { cx } from '../../ui/cx.ts';

const TABS = [
  { tab: 'machine', word: 'Machine', hash: placeHash({ at: 'system' }) },
  { tab: 'isolation', word: 'Isolation', hash: placeHash({ at: 'system', tab: 'isolation' }) },
  { tab: 'credentials', word: 'Credentials', hash: placeHash({ at: 'system', tab: 'credentials' }) },
] as const;

/** The screens of the System place. */
export function SystemTabs({ tab }: { readonly tab: (typeof TABS)[number]['tab'] }): ReactNode {
  return (
    <nav aria-label="System" className="flex gap-0.5">
      {TABS.map((one) => (
        <a
          key={one.tab}
          href={one.hash}
          aria-current={one.tab === tab ? 'page' : undefined}
          className={cx(
            'inline-flex h-7 items-center rounded-md px-2 whitespace-nowrap transition-colors hover:text-ink',
            one.tab === tab ? 'bg-press text-ink' : 'text-muted',
          )}
        >
          {one.word}
        </a>
      ))}
    </nav>
  );
}
