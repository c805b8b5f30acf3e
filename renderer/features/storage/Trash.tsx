import { type ReactNode, useState } from 'react';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { sizeText } from '../../../electron/contract/text.ts';
import { TRASH_DAYS, type TrashEntry, type TrashList } from '../../../electron/contract/trash.ts';
import { AskSheet } from '../../ui/AskSheet.tsx';
import { Button } from '../../ui/Button.tsx';
import { count } from '../../ui/format.ts';
import { Reading } from '../../ui/Reading.tsx';
import { maestroLine } from '../../ui/shell.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { DamagedRow } from './DamagedRow.tsx';
import { bringBack, removeForGood, useStorage, useTrash } from './storage.ts';
import { bytesOf, type Doomed, doomedLines, restoreState } from './storage-select.ts';
import { TrashRow } from './TrashRow.tsx';

type TrashProps = Pick<Snapshot, 'creations' | 'containers'>;

/** The containers that were removed, each with a way back; and the way to lose them. */
export function Trash(known: TrashProps): ReactNode {
  const state = useTrash();
  const entries = state.value?.entries ?? [];
  return (
    <section aria-labelledby="trash">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 id="trash" className="font-semibold">
          Trash
        </h2>
        {entries.length > 0 && (
          <span className="tabular text-muted">
            {count(entries.length, 'removed container')} · {sizeText(bytesOf(entries))}
          </span>
        )}
      </div>
      <Reading state={state} what="the trash">
        {(list) => <List list={list} {...known} />}
      </Reading>
    </section>
  );
}

function List({ list, creations, containers }: TrashProps & { readonly list: TrashList }): ReactNode {
  const { entries, damaged } = list;
  const { restoring, busy } = useStorage();
  const [chosen, setChosen] = useState<string | null>(null);
  const [doomed, setDoomed] = useState<Doomed | null>(null);
  const at = Math.max(
    0,
    entries.findIndex(({ id }) => id === chosen),
  );
  const current = entries[at];
  const step = (by: number) => () => setChosen(entries[at + by]?.id ?? current?.id ?? null);
  const doom = (entry: TrashEntry) => (): void => setDoomed({ entries: [entry], damaged: [] });
  const states = new Map(entries.map(({ id }) => [id, restoreState(restoring[id], { creations, containers })]));
  const isFree = (id: string): boolean => !['starting', 'running'].includes(states.get(id)?.kind ?? '');
  useShortcuts({
    down: step(1),
    up: step(-1),
    first: step(-at),
    last: step(entries.length - 1 - at),
    ...(current !== undefined &&
      isFree(current.id) && { 'bring-back': () => void bringBack(current), remove: doom(current) }),
  });
  if (entries.length + damaged.length === 0) return <Nothing />;
  return (
    <>
      <ul aria-label="Removed containers" className="overflow-hidden rounded-lg border border-line">
        {entries.map((entry) => (
          <TrashRow
            key={entry.id}
            entry={entry}
            state={states.get(entry.id) ?? { kind: 'none' }}
            current={entry === current}
            onChoose={() => setChosen(entry.id)}
            onDoom={doom(entry)}
          />
        ))}
        {damaged.map((one) => (
          <DamagedRow key={one.id} damaged={one} onDoom={() => setDoomed({ entries: [], damaged: [one] })} />
        ))}
      </ul>
      <div className="mt-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-muted">A restored container stays in the trash too, until its days are over.</p>
        <Button look="risky" className="mr-1.5" disabled={busy} onClick={() => setDoomed(list)}>
          Empty trash…
        </Button>
      </div>
      {doomed !== null && <DoomSheet doomed={doomed} isAll={doomed === list} onClose={() => setDoomed(null)} />}
    </>
  );
}

function Nothing(): ReactNode {
  return (
    <p className="rounded-lg border border-line px-4 py-6 text-center text-muted">
      The trash is empty. A container that you remove keeps its branch, commits, files and conversation here for{' '}
      {TRASH_DAYS} days.
    </p>
  );
}

interface DoomSheetProps {
  readonly doomed: Doomed;
  readonly isAll: boolean;
  readonly onClose: () => void;
}

const LISTED = 8;

/** Asks before removed containers go for good, and says in counts what goes with them. */
function DoomSheet({ doomed: { entries, damaged }, isAll, onClose }: DoomSheetProps): ReactNode {
  const ids = [...entries, ...damaged].map(({ id }) => id);
  const names = [...entries.map(({ shortName }) => shortName), ...damaged.map(({ id }) => id)];
  const what = names.length === 1 ? (names[0] ?? '') : count(names.length, 'removed container');
  return (
    <AskSheet
      title={`Remove ${what} for good?`}
      lines={doomedLines({ entries, damaged })}
      command={maestroLine('trash', 'empty', ...(isAll ? [] : ids))}
      word="Remove for good"
      onDo={() => void removeForGood(ids)}
      onClose={onClose}
    >
      {names.length > 1 && (
        <p className="break-words">
          {names.slice(0, LISTED).join(', ')}
          {names.length > LISTED && ` and ${names.length - LISTED} more`}
        </p>
      )}
    </AskSheet>
  );
}
