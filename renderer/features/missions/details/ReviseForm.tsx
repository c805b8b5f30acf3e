import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useState } from 'react';
import type { AssertionResult } from '../../../../electron/contract/assertions.ts';
import type { BoardAssertion } from '../../../../electron/contract/board.ts';
import { useDraft } from '../../../client/drafts.ts';
import { Button } from '../../../ui/Button.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { CommandLine } from '../../../ui/CommandLine.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { judge } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { STATUS_WORDS } from '../mission/mission-select.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { said } from '../mission/said-select.ts';

interface ReviseFormProps {
  readonly parts: MissionParts;
  readonly assertion: BoardAssertion;
  readonly onDone: () => void;
}

/** Changes a settled result; why is kept with it. Esc keeps what was typed. */
export function ReviseForm({ parts: { here, write }, assertion, onDone }: ReviseFormProps): ReactNode {
  const { id, revisions } = assertion;
  const [picked, setPicked] = useState<AssertionResult>('failed');
  const [text, setText] = useDraft(`revision ${here.mission} ${id}`);
  const result = revisions.includes(picked) ? picked : (revisions[0] ?? 'pending');
  const reason = text.trim();
  const give = async (): Promise<void> => {
    if (reason === '' || write.busy) return;
    const done = await write.run(said.judged(id, result), judge(here, { assertion: id, result, reason, revise: true }));
    if (done === undefined) return;
    setText('');
    onDone();
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void give();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onDone();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void give();
  };
  return (
    <form className="mt-2 space-y-2" onSubmit={submit} onKeyDown={onKeyDown}>
      <Choice
        label="New result"
        options={revisions.map((value) => ({ value, word: STATUS_WORDS[value] }))}
        value={result}
        onChange={setPicked}
      />
      <TextArea
        autoFocus
        label="Reason (required)"
        placeholder="What was found out since"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex items-center gap-1.5">
        <CommandLine line={commands.revise(here.mission, id, result)} className="min-w-0 flex-1" />
        <Button type="submit" look="primary" className="h-6 px-2" disabled={reason === '' || write.busy}>
          Revise
        </Button>
      </div>
    </form>
  );
}
