import { ArrowRight, History } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { CheckpointDiff } from '../../../../electron/contract/checkpoints.ts';
import { useRead } from '../../../client/reads.ts';
import { useWrite } from '../../../client/writes.ts';
import { Age } from '../../../ui/Ages.tsx';
import { Blank } from '../../../ui/Blank.tsx';
import { Button } from '../../../ui/Button.tsx';
import { CommandLine } from '../../../ui/CommandLine.tsx';
import { cx } from '../../../ui/cx.ts';
import { Reading } from '../../../ui/Reading.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { WriteNote } from '../../../ui/WriteNote.tsx';
import { loadCheckpoint, saveCheckpoint } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { closeDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { type Status, STATUS_WORDS } from '../mission/mission-select.ts';
import { StatusMark } from '../mission/StatusMark.tsx';

/** The checkpoints of a mission, newest first, and what loading the chosen one would change. */
export function CheckpointsSheet({ parts: { here, board } }: { readonly parts: MissionParts }): ReactNode {
  const { checkpoints } = board;
  const write = useWrite(here.project);
  const list = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const id = checkpoints.find((one) => one.id === picked)?.id ?? checkpoints[0]?.id ?? null;
  return (
    <Sheet title="Checkpoints" open onClose={closeDialog} width="w-190" focus={list}>
      {id === null ? (
        <Blank icon={History} title="No checkpoints yet.">
          <p className="max-w-100">A checkpoint keeps what every feature and assertion is now, to go back to later.</p>
        </Blank>
      ) : (
        <div className="flex min-h-60 flex-1 overflow-hidden border-t border-line max-[40rem]:flex-col">
          <div
            ref={list}
            role="radiogroup"
            tabIndex={-1}
            aria-label="Checkpoints"
            className="w-60 shrink-0 overflow-y-auto border-r border-line p-1.5 outline-none max-[40rem]:max-h-32 max-[40rem]:w-auto"
          >
            {checkpoints.map((one) => (
              <label
                key={one.id}
                className={cx(
                  'flex items-start gap-2 rounded-md px-2 py-1.5',
                  one.id === id ? 'bg-press' : 'hover:bg-hover',
                )}
              >
                <input
                  type="radio"
                  name="checkpoint"
                  checked={one.id === id}
                  onChange={() => setPicked(one.id)}
                  className="mt-1 accent-accent"
                />
                <span className="min-w-0">
                  <span className="tabular block truncate font-medium">{one.id}</span>
                  <span className="block truncate text-small text-muted">
                    <Age at={one.timestamp} /> ago · {one.currentMilestoneId}
                  </span>
                </span>
              </label>
            ))}
          </div>
          <Difference key={id} here={here} id={id} />
        </div>
      )}
      <WriteNote write={write} className="mx-5 my-2" />
      <footer className="flex items-center gap-2 border-t border-line px-5 py-3">
        <CommandLine
          line={id === null ? commands.saveCheckpoint(here.mission) : commands.loadCheckpoint(here.mission, id)}
          className="min-w-0 flex-1"
        />
        <Button disabled={write.busy} onClick={() => void write.run(saveCheckpoint(here))}>
          Save one now
        </Button>
        {id !== null && (
          <Button look="primary" disabled={write.busy} onClick={() => void write.run(loadCheckpoint(here, id))}>
            {write.busy ? 'Working' : 'Save one, then load this'}
          </Button>
        )}
      </footer>
    </Sheet>
  );
}

function Difference({ here, id }: { readonly here: MissionParts['here']; readonly id: string }): ReactNode {
  const state = useRead({
    project: here.project,
    of: ['checkpoint', here.mission, id],
    read: (client) => client.checkpoints.diff({ ...here, id }),
  });
  return (
    <div
      role="group"
      aria-label="What loading changes"
      tabIndex={0}
      className="focus-inset min-w-0 flex-1 overflow-y-auto p-4"
    >
      <Reading state={state} what="the difference">
        {({ diff }) => <Changes diff={diff} />}
      </Reading>
    </div>
  );
}

function Changes({ diff }: { readonly diff: CheckpointDiff }): ReactNode {
  const { features, assertions, gone } = diff;
  if (features.length + assertions.length === 0) {
    return <p className="text-muted">Nothing would change: the mission is as it was then.</p>;
  }
  return (
    <div className="space-y-4">
      <p className="text-muted">
        Loading would change this. Mission status, seals and reports stay as they are. How it is now is kept as a
        checkpoint first, so loading that one undoes it.
      </p>
      <ChangeList title="Features" changes={features} />
      <ChangeList title="Assertions" changes={assertions} />
      {gone.length > 0 && <p className="text-muted">Not in the mission any more: {gone.join(', ')}.</p>}
    </div>
  );
}

interface ChangeListProps {
  readonly title: string;
  readonly changes: CheckpointDiff['features'];
}

function ChangeList({ title, changes }: ChangeListProps): ReactNode {
  if (changes.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-semibold">
        {title} <span className="tabular font-normal text-muted">{changes.length}</span>
      </h3>
      <ul>
        {changes.map(({ id, from, to }) => (
          <li key={id} className="flex min-h-7 flex-wrap items-center gap-x-2">
            <code className="min-w-0 flex-1 truncate font-mono text-code" title={id}>
              {id}
            </code>
            <State status={from} />
            <ArrowRight aria-label="becomes" className="size-3.5 shrink-0 text-muted" />
            <State status={to} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The contract tells both kinds of status as text. */
function State({ status }: { readonly status: string }): ReactNode {
  return status in STATUS_WORDS ? <StatusMark status={status as Status} className="w-26" /> : <span>{status}</span>;
}
