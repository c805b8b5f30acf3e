import { type ReactNode, useRef, useState } from 'react';
import type { AssertionResult } from '../../../../electron/contract/assertions.ts';
import type { BoardAssertion } from '../../../../electron/contract/board.ts';
import { Button } from '../../../ui/Button.tsx';
import { CommandLine } from '../../../ui/CommandLine.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { judge } from '../mission/actions.ts';
import { said } from '../mission/said-select.ts';
import { JUDGE_VERBS } from '../mission/verb-select.ts';
import { commands } from '../mission/command-select.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { StatusMark } from '../mission/StatusMark.tsx';

interface AssertionItemProps {
  readonly parts: MissionParts;
  readonly assertion: BoardAssertion;
}

/** An assertion with what proves it, and the verdicts that it may get now. */
export function AssertionItem({ parts, assertion }: AssertionItemProps): ReactNode {
  const { here, write } = parts;
  const { id, description, result, evidence, waivedReason, moves } = assertion;
  const [asked, setAsked] = useState<AssertionResult | null>(null);
  const item = useRef<HTMLLIElement>(null);
  const wanted = asked !== null && moves.includes(asked) ? asked : null;
  const done = (): void => {
    setAsked(null);
    // The field goes with its form, and the keys would go with it.
    item.current?.focus();
  };
  return (
    <li ref={item} tabIndex={-1} aria-label={description} className="rounded-lg border border-line bg-raised p-2.5">
      <div className="flex items-start justify-between gap-2">
        <span className="min-w-0 break-words">{description}</span>
        <StatusMark status={result} />
      </div>
      {evidence !== undefined && <Fact name="Evidence" text={evidence} />}
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
      {wanted !== null && <VerdictForm key={wanted} parts={parts} assertion={id} result={wanted} onDone={done} />}
    </li>
  );
}

interface VerdictFormProps {
  readonly parts: MissionParts;
  readonly assertion: string;
  readonly result: AssertionResult;
  readonly onDone: () => void;
}

/** The text of a verdict: evidence where there is some, and a reason that a waiver must have. */
function VerdictForm({ parts: { here, write }, assertion, result, onDone }: VerdictFormProps): ReactNode {
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const waives = result === 'waived';
  const give = async (): Promise<void> => {
    const words = text.trim();
    if (waives && words === '') {
      setMissing(true);
      field.current?.focus();
      return;
    }
    const more = words === '' ? {} : waives ? { reason: words } : { evidence: words };
    const done = await write.run(said.judged(assertion, result), judge(here, { assertion, result, ...more }));
    if (done !== undefined) onDone();
  };
  return (
    <form
      className="mt-2"
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void give();
      }}
    >
      <TextArea
        ref={field}
        autoFocus
        label={waives ? 'Reason (required)' : 'Evidence'}
        placeholder={waives ? 'Why this need not be proven' : 'What shows it: a command and its output, a file, a link'}
        value={text}
        aria-invalid={isMissing}
        onChange={(event) => {
          setText(event.target.value);
          setMissing(false);
        }}
      />
      {isMissing && (
        <p role="alert" className="text-bad">
          A waiver needs a reason.
        </p>
      )}
      <div className="mt-1.5 flex items-center gap-1.5">
        <CommandLine line={commands.judge(here.mission, assertion, result)} className="min-w-0 flex-1" />
        <Button type="submit" look="primary" className="h-6 px-2" disabled={write.busy}>
          {JUDGE_VERBS[result]}
        </Button>
      </div>
    </form>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }): ReactNode {
  return (
    <p className="mt-1 text-small break-words whitespace-pre-wrap text-muted">
      <span className="font-medium">{name}:</span> {text}
    </p>
  );
}
