import { useVirtualizer } from '@tanstack/react-virtual';
import { Bot, GitCommitHorizontal, History, type LucideIcon, Network, Power, Repeat } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { Age } from '../../ui/Ages.tsx';
import { Blank } from '../../ui/Blank.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { cx } from '../../ui/cx.ts';
import { count } from '../../ui/format.ts';
import { Reading } from '../../ui/Reading.tsx';
import { type Happened, HAPPENED_KINDS, type HappenedKind, KIND_WORDS, momentText, ofKind } from './activity-select.ts';
import { useTimeline } from './useTimeline.ts';

const ICONS: Readonly<Record<HappenedKind, LucideIcon>> = {
  agent: Bot,
  turn: Repeat,
  git: GitCommitHorizontal,
  network: Network,
  run: Power,
};

const TONES: Readonly<Record<Happened['tone'], string>> = {
  plain: 'text-ink',
  good: 'text-good',
  needs: 'text-needs',
  bad: 'text-bad',
};

const OPTIONS = [
  { value: 'all', word: 'All' },
  ...HAPPENED_KINDS.map((kind) => ({ value: kind, word: KIND_WORDS[kind].all })),
] as const;

/** What has happened in a container: its agent's words, turns, commits, network and runs, the newest first. */
export function Activity({ container }: { readonly container: Container }): ReactNode {
  const { timeline, ledgerProblem } = useTimeline(container);
  const [kind, setKind] = useState<HappenedKind | 'all'>('all');
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5">
        <Choice label="Kind" hidden options={OPTIONS} value={kind} onChange={setKind} />
        {ledgerProblem !== null && (
          <span className="min-w-0 truncate text-muted" title={ledgerProblem.sentence}>
            Without its network: {ledgerProblem.sentence}
          </span>
        )}
      </div>
      <Reading state={timeline} what="the activity">
        {(all) => <Entries all={all} shown={ofKind(all, kind)} />}
      </Reading>
    </div>
  );
}

const LINE_PX = 32;

function Entries({
  all,
  shown,
}: {
  readonly all: readonly Happened[];
  readonly shown: readonly Happened[];
}): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => shown[index]?.key ?? index,
    estimateSize: () => LINE_PX,
    overscan: 12,
  });
  if (all.length === 0)
    return (
      <Blank icon={History} title="Nothing has happened yet.">
        What its agent says, commits and tries appears here.
      </Blank>
    );
  if (shown.length === 0)
    return (
      <Blank
        icon={History}
        title="Nothing of this kind."
      >{`There are ${count(all.length, 'other entry', 'other entries')}.`}</Blank>
    );
  return (
    <div
      ref={scroller}
      tabIndex={0}
      role="group"
      aria-label="Activity, the newest first"
      className="focus-inset min-h-0 flex-1 overflow-y-auto"
    >
      <ol className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const one = shown[item.index];
          return (
            one !== undefined && (
              <li
                key={item.key}
                aria-setsize={shown.length}
                aria-posinset={item.index + 1}
                className="absolute inset-x-0 top-0 flex items-center gap-3 border-b border-line/70 px-4"
                style={{ height: LINE_PX, transform: `translateY(${item.start}px)` }}
              >
                <Line one={one} />
              </li>
            )
          );
        })}
      </ol>
    </div>
  );
}

function Line({ one: { at, kind, tone, text } }: { readonly one: Happened }): ReactNode {
  const Icon = ICONS[kind];
  return (
    <>
      <span title={new Date(at).toLocaleString()} className="tabular w-28 shrink-0 text-right text-muted">
        {momentText(at, new Date())}
      </span>
      <Age at={at} className="tabular w-8 shrink-0 text-right text-muted" />
      <span className="flex w-20 shrink-0 items-center gap-1.5 text-muted">
        <Icon aria-hidden className="size-4 shrink-0" />
        {KIND_WORDS[kind].one}
      </span>
      <span className={cx('min-w-0 truncate', TONES[tone])} title={text}>
        {text}
      </span>
    </>
  );
}
