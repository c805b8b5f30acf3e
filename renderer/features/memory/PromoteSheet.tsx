import { type ReactNode, useRef, useState } from 'react';
import type { Correction } from '../../../electron/contract/memory.ts';
import { useWrite } from '../../client/writes.ts';
import { Field } from '../../ui/Field.tsx';
import { maestroLine } from '../../ui/shell.ts';
import { WriteSheet } from '../../ui/WriteSheet.tsx';
import { isPattern } from './memory-select.ts';

interface PromoteSheetProps {
  readonly project: string;
  readonly correction: Correction;
  readonly onClose: () => void;
}

/** Turns a correction into a pattern that must not occur in the project's files. */
export function PromoteSheet({ project, correction, onClose }: PromoteSheetProps): ReactNode {
  const [check, setCheck] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const write = useWrite(project);
  const valid = isPattern(check);
  const promote = async (): Promise<void> => {
    const done = await write.run('The correction is checked from now on.', (client) =>
      client.memory.promote({ project, correction: correction.id, check }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <WriteSheet
      title="Promote to the ratchet"
      line={maestroLine('ratchet-promote', correction.id, '--check', check === '' ? '…' : check)}
      verb="Promote"
      disabled={check === '' || !valid}
      write={write}
      focus={field}
      onSubmit={() => void promote()}
      onClose={onClose}
    >
      <p className="font-medium break-words">{correction.rule}</p>
      <Field
        ref={field}
        label="Pattern that must not occur"
        placeholder="npm install"
        hint="A regular expression; upper and lower case are alike."
        mono
        maxLength={10_000}
        value={check}
        aria-invalid={!valid}
        onChange={(event) => setCheck(event.target.value)}
      />
      {!valid && <p className="text-bad">This is no regular expression: it would fail every check.</p>}
    </WriteSheet>
  );
}
