import { History } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useWrite } from '../../../client/writes.ts';
import { Age } from '../../../ui/Ages.tsx';
import { Blank } from '../../../ui/Blank.tsx';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { WriteSheet } from '../../../ui/WriteSheet.tsx';
import { loadCheckpoint, saveCheckpoint } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { closeDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { CheckpointDifference } from './CheckpointDifference.tsx';

/** The checkpoints of a mission, newest first, and what loading the chosen one would change. */
export function CheckpointsSheet({ parts: { here, board } }: { readonly parts: MissionParts }): ReactNode {
  const { checkpoints } = board;
  const write = useWrite(here.project);
  const list = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const id = checkpoints.find((one) => one.id === picked)?.id ?? checkpoints[0]?.id ?? null;
  return (
    <WriteSheet
      title="Checkpoints"
      line={id === null ? commands.saveCheckpoint(here.mission) : commands.loadCheckpoint(here.mission, id)}
      verb={id === null ? null : 'Save one, then load this'}
      leave="Close"
      beside={
        <Button disabled={write.busy} onClick={() => void write.run('A checkpoint is saved.', saveCheckpoint(here))}>
          Save one now
        </Button>
      }
      wide
      width="w-190"
      write={write}
      focus={list}
      onSubmit={() => {
        if (id !== null) void write.run(`Checkpoint ${id} is loaded.`, loadCheckpoint(here, id));
      }}
      onClose={closeDialog}
    >
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
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) event.preventDefault();
            }}
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
          <CheckpointDifference key={id} here={here} id={id} />
        </div>
      )}
    </WriteSheet>
  );
}
