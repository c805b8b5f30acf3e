import { type ReactNode, useRef, useState } from 'react';
import type { AssertionResult } from '../../../../electron/contract/assertions.ts';
import { useDraft } from '../../../client/drafts.ts';
import { Button } from '../../../ui/Button.tsx';
import { CommandLine } from '../../../ui/CommandLine.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { judge } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { said } from '../mission/said-select.ts';
import { JUDGE_VERBS } from '../mission/verb-select.ts';

interface VerdictFormProps {
  readonly parts: MissionParts;
  readonly assertion: string;
  readonly result: AssertionResult;
  readonly onDone: () => void;
}

/** The text of a verdict: evidence where there is some, and a reason that a waiver must have. Esc keeps what was typed. */
export function VerdictForm({ parts: { here, write }, assertion, result, onDone }: VerdictFormProps): ReactNode {
  const [text, setText] = useDraft(`verdict ${here.mission} ${assertion} ${result}`);
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
    if (done === undefined) return;
    setText('');
    onDone();
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
