import { type ReactNode, useRef, useState } from 'react';
import { KNOWN_AGENTS } from '../../../../electron/contract/launches.ts';
import { present } from '../../../../electron/contract/present.ts';
import { PARALLEL } from '../../../../electron/contract/runs.ts';
import { useWrite } from '../../../client/writes.ts';
import { CheckField } from '../../../ui/CheckField.tsx';
import { Field } from '../../../ui/Field.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { WriteSheet } from '../../../ui/WriteSheet.tsx';
import { runMission, type RunWish } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { closeDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';

const WORKERS = { value: '', word: 'As each feature’s worker says' };
const ALL = { value: '', word: 'The last milestone' };

/** How a mission is to run: how many agents at once, up to where, for how much, and which. */
export function RunSheet({ parts: { here, board } }: { readonly parts: MissionParts }): ReactNode {
  const [parallel, setParallel] = useState(String(PARALLEL));
  const [until, setUntil] = useState('');
  const [budget, setBudget] = useState('');
  const [agent, setAgent] = useState('');
  const [keepGoing, setKeepGoing] = useState(false);
  const [seals, setSeals] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const write = useWrite(here.project);
  const places = wholeOf(parallel);
  const usd = budget.trim() === '' ? undefined : amountOf(budget);
  const isWrong = places === undefined || usd === null;
  const wish: RunWish = {
    parallel: places ?? PARALLEL,
    keepGoing,
    seals,
    ...(until !== '' && { until }),
    ...(typeof usd === 'number' && { budgetUsd: usd }),
    ...present({ agent: KNOWN_AGENTS.find((kind) => kind === agent) }),
  };
  const run = async (): Promise<void> => {
    const done = await write.run(`${board.mission.title} runs.`, runMission(here, wish));
    if (done !== undefined) closeDialog();
  };
  return (
    <WriteSheet
      title={`Run ${board.mission.title}`}
      line={commands.run(here.mission, wish)}
      verb="Run"
      disabled={isWrong}
      write={write}
      focus={field}
      onSubmit={() => void run()}
      onClose={closeDialog}
    >
      <p className="text-muted">
        Features become containers as they get ready: after what they depend on, and not beside one that changes the
        same files. It goes on while this window, the daemon or the command line runs.
      </p>
      <div className="grid grid-cols-2 gap-3">
        <Field
          ref={field}
          label="Agents at once"
          inputMode="numeric"
          value={parallel}
          onChange={(event) => setParallel(event.target.value)}
          aria-invalid={places === undefined}
          hint={places === undefined ? 'Give a whole number from 1 to 100.' : '1: one after the other.'}
        />
        <Field
          label="Budget in dollars"
          inputMode="decimal"
          placeholder="none"
          value={budget}
          onChange={(event) => setBudget(event.target.value)}
          aria-invalid={usd === null}
          hint={usd === null ? 'Give an amount such as 20, or nothing.' : 'Beyond it nothing more is launched.'}
        />
        <SelectField
          label="Ends with"
          hint="Later milestones stay as they are."
          options={[ALL, ...board.milestones.map(({ milestone }) => ({ value: milestone.id, word: milestone.title }))]}
          value={until}
          onChange={setUntil}
        />
        <SelectField
          label="Agent"
          hint="Where a worker is none of these, your usual one."
          options={[WORKERS, ...KNOWN_AGENTS.map((kind) => ({ value: kind, word: kind }))]}
          value={agent}
          onChange={setAgent}
        />
      </div>
      <CheckField checked={keepGoing} onChange={setKeepGoing}>
        Launch others too while one asks, or a check of one has failed
      </CheckField>
      <CheckField checked={seals} onChange={setSeals}>
        Seal each milestone once its features are done and its assertions settled
      </CheckField>
    </WriteSheet>
  );
}

function wholeOf(text: string): number | undefined {
  const number = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(number) && number >= 1 && number <= 100 ? number : undefined;
}

/** Null: it is no amount. */
function amountOf(text: string): number | null {
  const number = Number(text.trim().replace(/^\$/, ''));
  return Number.isFinite(number) && number > 0 ? number : null;
}
