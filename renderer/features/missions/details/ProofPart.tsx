import { type ReactNode, useState } from 'react';
import type { ProofStanding } from '../../../../electron/contract/proofs.ts';
import { useWrite } from '../../../client/writes.ts';
import { Age } from '../../../ui/Ages.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ProblemNote } from '../../../ui/Problem.tsx';
import { cancelChecks, runCheck } from '../mission/actions.ts';
import { openDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { proofFacts, proofLook } from '../mission/proof-select.ts';
import { said } from '../mission/said-select.ts';
import { StatusMark } from '../mission/StatusMark.tsx';
import { CheckForm } from './CheckForm.tsx';

interface ProofPartProps {
  readonly parts: MissionParts;
  readonly assertion: string;
  /** Undefined: it has no check. */
  readonly standing: ProofStanding | undefined;
}

/** How an assertion is found out, what the last run of that says, and how to run it again. */
export function ProofPart({ parts, assertion, standing }: ProofPartProps): ReactNode {
  const [edits, setEdits] = useState(false);
  const run = useWrite(parts.here.project);
  const form = edits && (
    <CheckForm here={parts.here} assertion={assertion} check={standing?.check ?? null} onDone={() => setEdits(false)} />
  );
  const edit = (
    <Button look="quiet" className="h-6 px-2" aria-expanded={edits} onClick={() => setEdits(!edits)}>
      {standing === undefined ? 'Add a check…' : 'Change…'}
    </Button>
  );
  if (standing === undefined)
    return (
      <div className="mt-2">
        {edit}
        {form}
      </div>
    );
  const isRunning = run.busy || standing.running;
  return (
    <div role="group" aria-label="Check" className="mt-2 border-t border-line pt-2">
      <Found standing={standing} isRunning={isRunning} />
      {run.problem !== null && run.problem.code !== 'CANCELLED' && (
        <ProblemNote problem={run.problem} className="mt-2 rounded-lg bg-bad-soft p-2.5" />
      )}
      <div className="mt-2 flex flex-wrap gap-1.5">
        <Runs parts={parts} standing={standing} run={run} isRunning={isRunning} />
        {standing.proof !== null && (
          <Button className="h-6 px-2" onClick={() => openDialog({ kind: 'proof-log', assertion })}>
            Log…
          </Button>
        )}
        {edit}
      </div>
      {form}
    </div>
  );
}

function Found({ standing, isRunning }: { readonly standing: ProofStanding; readonly isRunning: boolean }): ReactNode {
  const { check, state, why, proof } = standing;
  const { status, word } = isRunning ? { status: 'executing' as const, word: 'Checking' } : proofLook(state);
  return (
    <>
      <div className="flex items-baseline justify-between gap-2">
        <StatusMark status={status} word={word} />
        {proof !== null && !isRunning && (
          <span className="shrink-0 text-small text-muted">
            <Age at={proof.at} />
          </span>
        )}
      </div>
      {check !== null && <code className="mt-1 block font-mono text-code break-words text-muted">{check.command}</code>}
      {!isRunning && state !== 'passed' && <p className="mt-1 text-small break-words">{why}</p>}
      {proof !== null && !isRunning && <p className="mt-1 text-small break-words text-muted">{proofFacts(proof)}</p>}
    </>
  );
}

interface RunsProps {
  readonly parts: MissionParts;
  readonly standing: ProofStanding;
  readonly run: ReturnType<typeof useWrite>;
  readonly isRunning: boolean;
}

function Runs({ parts: { here, write }, standing, run, isRunning }: RunsProps): ReactNode {
  const { assertion, check, proof, state } = standing;
  const start = (acceptChanges: boolean): void => {
    void run.run(said.checked, runCheck(here, { assertion, acceptChanges }));
  };
  if (isRunning)
    return (
      <Button
        className="h-6 px-2"
        onClick={() => void write.run(said.checkEnded(assertion), cancelChecks(here, assertion))}
      >
        Cancel
      </Button>
    );
  if (check === null) return null;
  const isChanged = state === 'unproven' && proof?.flaws.includes('changed-check') === true;
  return (
    <>
      <Button className="h-6 px-2" onClick={() => start(false)}>
        {proof === null ? 'Run check' : 'Run again'}
      </Button>
      {isChanged && (
        <Button className="h-6 px-2" onClick={() => start(true)}>
          Accept the changes and run
        </Button>
      )}
    </>
  );
}
