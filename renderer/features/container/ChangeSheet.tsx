import { type ReactNode, useRef, useState } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import { useSnapshot } from '../../client/store.ts';
import { Field } from '../../ui/Field.tsx';
import { WriteSheet } from '../../ui/WriteSheet.tsx';
import { type ChangeDraft, type ChangeField, changeLine, checkChange, draftOf } from './change-select.ts';
import { changeContainer } from './changing.ts';

interface ChangeSheetProps {
  readonly name: ContainerName;
  readonly onClose: () => void;
}

/** Changes what a container is called and what it may use, while it runs. */
export function ChangeSheet({ name, onClose }: ChangeSheetProps): ReactNode {
  const now = useSnapshot((snapshot) => snapshot.containers[name], undefined);
  // What it was when the sheet opened: a report that comes meanwhile changes nothing under a hand that writes.
  const [container] = useState(now);
  return container === undefined ? null : <Form container={container} onClose={onClose} />;
}

function Form({ container, onClose }: { readonly container: Container; readonly onClose: () => void }): ReactNode {
  const [draft, setDraft] = useState<ChangeDraft>(() => draftOf(container));
  const [outcome, setOutcome] = useState<{ busy: boolean; problem: Problem | null }>({ busy: false, problem: null });
  const first = useRef<HTMLInputElement>(null);
  const checked = checkChange(container, draft);
  const errors = checked.ok ? {} : checked.errors;
  const line = checked.ok ? changeLine(container, checked.change) : null;
  const submit = async (): Promise<void> => {
    if (!checked.ok) return;
    setOutcome({ busy: true, problem: null });
    const problem = await changeContainer(container, checked.change);
    if (problem === null) onClose();
    else setOutcome({ busy: false, problem });
  };
  const field = (key: ChangeField, label: string, more: { hint?: string; mono?: boolean } = {}): ReactNode => (
    <Field
      {...(key === 'name' && { ref: first })}
      label={label}
      value={draft[key]}
      aria-invalid={errors[key] !== undefined}
      {...more}
      hint={errors[key] ?? more.hint}
      onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
    />
  );
  return (
    <WriteSheet
      title={`Change ${container.shortName}`}
      line={line}
      verb="Change"
      disabled={line === null}
      width="w-120"
      write={{ ...outcome, clear: () => setOutcome({ busy: false, problem: null }) }}
      focus={first}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {field('name', 'Name', { mono: true, hint: 'Its branch, its files and its agent stay as they are.' })}
      {field('nick', 'Nickname', { mono: true, hint: 'Short, for the command line; empty: none.' })}
      <div className="grid grid-cols-3 items-start gap-3">
        {field('cpus', 'CPUs')}
        {field('memory', 'Memory')}
        {field('pids', 'Processes')}
      </div>
      <p className="text-small text-muted">Limits hold at once, and over every later start.</p>
    </WriteSheet>
  );
}
