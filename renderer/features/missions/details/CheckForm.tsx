import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useState } from 'react';
import { Check } from '../../../../electron/contract/proofs.ts';
import { useDraft } from '../../../client/drafts.ts';
import { useWrite } from '../../../client/writes.ts';
import { Button } from '../../../ui/Button.tsx';
import { CommandLine } from '../../../ui/CommandLine.tsx';
import { Field } from '../../../ui/Field.tsx';
import { ProblemNote } from '../../../ui/Problem.tsx';
import { type Here, setCheck } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { said } from '../mission/said-select.ts';

interface CheckFormProps {
  readonly here: Here;
  readonly assertion: string;
  readonly check: Check | null;
  readonly onDone: () => void;
}

/** Says by which command an assertion is found out. What the form has no field for stays as it is. Esc keeps what was typed. */
export function CheckForm({ here, assertion, check, onDone }: CheckFormProps): ReactNode {
  const [typed, setCommand] = useDraft(`check ${here.mission} ${assertion}`);
  const [least, setLeast] = useState(String(check?.minTests ?? 1));
  const write = useWrite(here.project);
  const command = typed === '' ? (check?.command ?? '') : typed;
  const minTests = /^\d+$/.test(least) ? Number(least) : undefined;
  const wanted = Check.safeParse({ ...check, command, minTests });
  const isReady = minTests !== undefined && wanted.success && !write.busy;
  const give = async (next: Check | null): Promise<void> => {
    const done = await write.run(said.checkSet(assertion, next !== null), setCheck(here, { assertion, check: next }));
    if (done === undefined) return;
    setCommand('');
    onDone();
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (isReady) void give(wanted.data);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onDone();
  };
  return (
    <form className="mt-2 space-y-2" onSubmit={submit} onKeyDown={onKeyDown}>
      <Field
        label="Command"
        mono
        autoFocus
        placeholder="npm test -- login"
        value={command}
        onChange={(event) => setCommand(event.target.value)}
      />
      <Field
        label="At least so many tests must run (0: it is no test)"
        inputMode="numeric"
        className="w-72 max-w-full"
        value={least}
        aria-invalid={minTests === undefined}
        onChange={(event) => setLeast(event.target.value)}
      />
      {write.problem !== null && <ProblemNote problem={write.problem} className="rounded-lg bg-bad-soft p-2.5" />}
      <CommandLine line={commands.check(here.mission, assertion, { command, minTests: minTests ?? 1 })} />
      <div className="flex justify-end gap-1.5">
        {check !== null && (
          <Button className="h-6 px-2" disabled={write.busy} onClick={() => void give(null)}>
            Remove
          </Button>
        )}
        <Button type="submit" look="primary" className="h-6 px-2" disabled={!isReady}>
          Save check
        </Button>
      </div>
    </form>
  );
}
