import type { ReactNode, RefObject } from 'react';
import { cx } from '../../ui/cx.ts';
import { DropFile } from '../../ui/DropFile.tsx';
import { count } from '../../ui/format.ts';
import { edit, takeFile } from './creations.ts';

const LONG = 400;

interface TaskFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly value: string;
  readonly error: string | undefined;
}

/** The task: typed, pasted whole, or dropped as a file. */
export function TaskField({ field, value, error }: TaskFieldProps): ReactNode {
  return (
    <DropFile onFile={(file) => void takeFile(file)}>
      <textarea
        ref={field}
        aria-label="Task"
        aria-invalid={error !== undefined}
        aria-describedby="task-note"
        placeholder="Describe the task. Paste a specification, or drop a file."
        value={value}
        onChange={(event) => {
          edit({ task: event.target.value });
        }}
        className={cx(
          'block field-sizing-content max-h-[40vh] min-h-30 w-full resize-none rounded-lg border bg-surface px-3 py-2.5',
          error === undefined ? 'border-line' : 'border-bad',
        )}
      />
      <p id="task-note" className={cx('h-5 text-small leading-5', error === undefined ? 'text-muted' : 'text-bad')}>
        {error ??
          (value.length > LONG
            ? `${count(value.length, 'character')}, ${count(value.split('\n').length, 'line')}`
            : '')}
      </p>
    </DropFile>
  );
}
