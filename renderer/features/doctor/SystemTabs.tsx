import type { ReactNode } from 'react';
import { placeHash } from '../../client/place.ts';
import { cx } from '../../ui/cx.ts';
import { named, SCREENS, type SystemScreen } from './tabs-select.ts';

const WORDS: Readonly<Record<SystemScreen, string>> = {
  machine: 'Machine',
  isolation: 'Isolation',
  credentials: 'Credentials',
  usage: 'Usage',
  storage: 'Storage',
  settings: 'Settings',
  help: 'Help',
  about: 'About',
};

/** The screens of the System place. */
export function SystemTabs({ tab }: { readonly tab: SystemScreen }): ReactNode {
  return (
    <nav aria-label="System" className="flex flex-wrap gap-0.5">
      {SCREENS.map((one) => (
        <a
          key={one}
          href={placeHash({ at: 'system', ...named(one) })}
          aria-current={one === tab ? 'page' : undefined}
          className={cx(
            'inline-flex h-7 items-center rounded-md px-2 whitespace-nowrap transition-colors hover:text-ink',
            one === tab ? 'bg-press text-ink' : 'text-muted',
          )}
        >
          {WORDS[one]}
        </a>
      ))}
    </nav>
  );
}
