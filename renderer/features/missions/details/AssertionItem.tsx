import { type ReactNode, useRef, useState } from 'react';
import type { AssertionResult } from '../../../../electron/contract/assertions.ts';
import type { BoardAssertion } from '../../../../electron/contract/board.ts';
import type { ProofStanding } from '../../../../electron/contract/proofs.ts';
import { Button } from '../../../ui/Button.tsx';
import { judge } from '../mission/actions.ts';
import { said } from '../mission/said-select.ts';
import { JUDGE_VERBS } from '../mission/verb-select.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { StatusMark } from '../mission/StatusMark.tsx';
import { ProofPart } from './ProofPart.tsx';
import { ReviseForm } from './ReviseForm.tsx';
import { VerdictForm } from './VerdictForm.tsx';

interface AssertionItemProps {
  readonly parts: MissionParts;
  readonly assertion: BoardAssertion;
  /** What a run of its check says; undefined: it has none, or that is not read yet. */
  readonly standing: ProofStanding | undefined;
}

/** An assertion with what proves it, and the verdicts that it may get now. */
export function AssertionItem({ parts, assertion, standing }: AssertionItemProps): ReactNode {
  const { here, write } = parts;
  const { id, description, result, evidence, waivedReason, moves, revisions } = assertion;
  // What the newest run wrote stands below, with more.
  const isProof = standing?.proof != null && evidence?.includes(standing.proof.log.sha256) === true;
  const [asked, setAsked] = useState<AssertionResult | 'revise' | null>(null);
  const item = useRef<HTMLLIElement>(null);
  const wanted = asked !== null && asked !== 'revise' && moves.includes(asked) ? asked : null;
  const revises = asked === 'revise' && revisions.length > 0;
  const done = (): void => {
    setAsked(null);
    // The field goes with its form, and the keys would go with it.
    item.current?.focus();
  };
  return (
    <li ref={item} tabIndex={-1} aria-label={description} className="rounded-lg border border-line bg-raised p-2.5">
      <div className="flex items-start justify-between gap-2">
        <span className="min-w-0 break-words">{description}</span>
        <StatusMark status={result === 'passed' && standing?.state === 'passed' ? 'proven' : result} />
      </div>
      {evidence !== undefined && !isProof && <Fact name="Evidence" text={evidence} />}
      {waivedReason !== undefined && <Fact name="Waived because" text={waivedReason} />}
      {moves.length > 0 && (
        <div className="mt-2 flex flex-wrap gap-1.5">
          {moves.map((move) => (
            <Button
              key={move}
              className="h-6 px-2"
              aria-expanded={move === 'pending' ? undefined : wanted === move}
              disabled={write.busy}
              onClick={() => {
                if (move === 'pending')
                  void write.run(said.judged(id, move), judge(here, { assertion: id, result: move }));
                else setAsked(wanted === move ? null : move);
              }}
            >
              {JUDGE_VERBS[move]}
            </Button>
          ))}
        </div>
      )}
      {revisions.length > 0 && (
        <Button
          className="mt-2 h-6 px-2"
          aria-expanded={revises}
          disabled={write.busy}
          onClick={() => setAsked(revises ? null : 'revise')}
        >
          Revise…
        </Button>
      )}
      {revises && <ReviseForm parts={parts} assertion={assertion} onDone={done} />}
      {wanted !== null && <VerdictForm key={wanted} parts={parts} assertion={id} result={wanted} onDone={done} />}
      <ProofPart parts={parts} assertion={id} standing={standing} />
    </li>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }): ReactNode {
  return (
    <p className="mt-1 text-small break-words whitespace-pre-wrap text-muted">
      <span className="font-medium">{name}:</span> {text}
    </p>
  );
}
