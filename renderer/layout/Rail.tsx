import { keyOf } from '../features/shortcuts/shortcuts.ts';
import { Command, GitPullRequestArrow, Inbox, type LucideIcon, MonitorCog, Rows3, Target } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Place } from '../client/place.ts';
import { IconButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { count, needsWords } from '../ui/format.ts';
import { Tip } from '../ui/Tip.tsx';
import { openOverlay } from '../client/overlay.ts';

interface RailProps {
  readonly place: Place;
  /** Items of the inbox that block somebody. */
  readonly needing: number;
  /** Containers that have ended with work that nobody has merged. */
  readonly waiting: number;
  readonly trouble: 'failed' | 'warning' | 'ok';
}

/** The places of the program, 52 px wide. */
export function Rail({ place, needing, waiting, trouble }: RailProps): ReactNode {
  const isFleet = place.at === 'fleet' || place.at === 'container' || place.at === 'creation';
  return (
    <nav
      aria-label="Places"
      className="flex w-13 shrink-0 flex-col items-center gap-1 border-r border-line bg-chrome py-2"
    >
      <Baton />
      <RailLink href="#/inbox" label="Inbox" keys={keyOf('inbox')} icon={Inbox} current={place.at === 'inbox'}>
        {needing > 0 && <Count of={needing} label={needsWords(needing)} look="bg-needs-fill text-on-needs" />}
      </RailLink>
      <RailLink href="#/fleet" label="Fleet" keys={keyOf('fleet')} icon={Rows3} current={isFleet} />
      <RailLink
        href="#/missions"
        label="Missions"
        keys={keyOf('missions')}
        icon={Target}
        current={place.at === 'missions'}
      />
      <RailLink
        href="#/review"
        label="Review"
        keys={keyOf('review')}
        icon={GitPullRequestArrow}
        current={place.at === 'review'}
      >
        {waiting > 0 && (
          <Count
            of={waiting}
            label={`${count(waiting, 'container')} with work to review`}
            look="bg-accent-fill text-on-accent"
          />
        )}
      </RailLink>
      <RailLink href="#/system" label="System" keys={keyOf('system')} icon={MonitorCog} current={place.at === 'system'}>
        {trouble !== 'ok' && (
          <span
            role="img"
            aria-label={trouble === 'failed' ? 'A check failed' : 'A check warns'}
            className={cx('absolute top-1 right-1 size-2 rounded-full', trouble === 'failed' ? 'bg-bad' : 'bg-warn')}
          />
        )}
      </RailLink>
      <span className="flex-1" />
      <IconButton
        label="Command palette"
        keys={keyOf('palette')}
        side="right"
        onClick={() => openOverlay({ kind: 'palette' })}
        className="size-9"
      >
        <Command aria-hidden className="size-4" />
      </IconButton>
      <IconButton
        label="All shortcuts"
        keys={keyOf('help')}
        side="right"
        onClick={() => openOverlay({ kind: 'shortcuts' })}
        className="size-9"
      >
        <span aria-hidden className="text-title font-medium">
          ?
        </span>
      </IconButton>
    </nav>
  );
}

interface CountProps {
  readonly of: number;
  readonly label: string;
  readonly look: string;
}

/** How many wait there. */
function Count({ of, label, look }: CountProps): ReactNode {
  return (
    <span
      aria-label={label}
      className={cx(
        'tabular absolute -top-0.5 -right-0.5 min-w-4 rounded-full px-1 text-center text-[0.6875rem] leading-4 font-semibold',
        look,
      )}
    >
      {of}
    </span>
  );
}

interface RailLinkProps {
  readonly href: string;
  readonly label: string;
  readonly keys: string;
  readonly icon: LucideIcon;
  readonly current: boolean;
  readonly children?: ReactNode;
}

function RailLink({ href, label, keys, icon: Icon, current, children }: RailLinkProps): ReactNode {
  return (
    <Tip text={label} keys={keys} side="right">
      <a
        href={href}
        aria-current={current ? 'page' : undefined}
        className={cx(
          'relative flex size-9 items-center justify-center rounded-lg transition-colors',
          current ? 'bg-press text-ink' : 'text-muted hover:bg-press hover:text-ink',
        )}
      >
        <Icon aria-hidden className="size-4.5" strokeWidth={1.75} />
        <span className="sr-only">{label}</span>
        {children}
      </a>
    </Tip>
  );
}

function Baton(): ReactNode {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden
      className="mt-0.5 mb-2.5 size-7 text-accent"
      stroke="currentColor"
      strokeLinecap="round"
    >
      <path d="M9.5 14.5 20 4" strokeWidth="1.75" />
      <path d="m5 19 3-3" strokeWidth="4.5" />
    </svg>
  );
}
