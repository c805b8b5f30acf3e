import { Bookmark, CircleCheck, Flag, type LucideIcon, Milestone, Target } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { LogEntry } from '../../../../electron/contract/missionControl.ts';
import { Button } from '../../../ui/Button.tsx';
import { useClock } from '../../../ui/clock.ts';
import { clockWords, days, dayWords, kindCounts, LOG_KINDS, type LogKind } from './timeline-select.ts';

const LOOKS: Readonly<Record<LogKind, { icon: LucideIcon; word: string }>> = {
  mission: { icon: Target, word: 'Mission' },
  feature: { icon: Flag, word: 'Features' },
  milestone: { icon: Milestone, word: 'Milestones' },
  assertion: { icon: CircleCheck, word: 'Assertions' },
  checkpoint: { icon: Bookmark, word: 'Checkpoints' },
};
const STEP = 100;
const HOUR_MS = 3_600_000;

/** What happened, the newest first, by day; some kinds can be left out. */
export function ProgressLog({ log }: { readonly log: readonly LogEntry[] }): ReactNode {
  const [hidden, setHidden] = useState<ReadonlySet<LogKind>>(new Set());
  const [most, setMost] = useState(STEP);
  const hour = useClock((time) => Math.floor(time / HOUR_MS)) * HOUR_MS;
  const counts = useMemo(() => kindCounts(log), [log]);
  const shown = useMemo(() => {
    const kinds = new Set(LOG_KINDS.filter((kind) => !hidden.has(kind)));
    return days(log, { kinds, most });
  }, [log, hidden, most]);
  const toggle = (kind: LogKind): void => {
    const next = new Set(hidden);
    if (!next.delete(kind)) next.add(kind);
    setHidden(next);
  };
  return (
    <section aria-label="Progress log">
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h3 className="font-semibold">What happened</h3>
        <div role="group" aria-label="Kinds" className="flex flex-wrap gap-1">
          {LOG_KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
            <Kind key={kind} kind={kind} count={counts[kind]} on={!hidden.has(kind)} onToggle={() => toggle(kind)} />
          ))}
        </div>
      </div>
      {shown.total === 0 && <p className="text-muted">Nothing of these kinds.</p>}
      {shown.days.map(({ key, entries }) => (
        <div key={key} className="mb-3">
          <h4 className="sticky -top-4 bg-surface py-1 text-small font-medium text-muted first-letter:uppercase">
            {dayWords(key, new Date(hour))}
          </h4>
          <ul>
            {entries.map((entry, index) => (
              <Line key={`${entry.timestamp} ${entry.title} ${index}`} entry={entry} />
            ))}
          </ul>
        </div>
      ))}
      {shown.total > most && (
        <Button onClick={() => setMost(most + STEP)}>Show older ones ({shown.total - most})</Button>
      )}
    </section>
  );
}

interface KindProps {
  readonly kind: LogKind;
  readonly count: number;
  readonly on: boolean;
  readonly onToggle: () => void;
}

function Kind({ kind, count, on, onToggle }: KindProps): ReactNode {
  const { icon: Icon, word } = LOOKS[kind];
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onToggle}
      className="inline-flex h-6 items-center gap-1.5 rounded-md border border-line px-1.5 text-small text-muted transition-colors hover:text-ink aria-pressed:bg-press aria-pressed:text-ink"
    >
      <Icon aria-hidden className="size-3.5" />
      {word} <span className="tabular">{count}</span>
    </button>
  );
}

function Line({ entry }: { readonly entry: LogEntry }): ReactNode {
  const { icon: Icon } = LOOKS[entry.kind];
  return (
    <li className="flex min-w-0 items-start gap-3 py-0.5">
      <time dateTime={entry.timestamp} className="tabular w-10 shrink-0 text-muted">
        {clockWords(entry.timestamp)}
      </time>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <span className="min-w-0 break-words">
        {entry.title}
        {entry.detail !== undefined && <span className="text-muted"> {entry.detail}</span>}
      </span>
    </li>
  );
}
