import { FileText } from 'lucide-react';
import { type DragEvent, type ReactNode, type RefObject, useState } from 'react';
import { cx } from '../../ui/cx.ts';
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
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file === undefined) return;
    event.preventDefault();
    void takeFile(file);
  };
  return (
    <div
      className="relative"
      onDrop={drop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
    >
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
      {over && (
        <div className="pointer-events-none absolute inset-0 flex items-center justify-center gap-2 rounded-lg border-2 border-dashed border-accent bg-accent-soft font-medium text-accent">
          <FileText aria-hidden className="size-4" />
          Drop the file to take its text
        </div>
      )}
      <p id="task-note" className={cx('h-5 text-small leading-5', error === undefined ? 'text-muted' : 'text-bad')}>
        {error ??
          (value.length > LONG
            ? `${count(value.length, 'character')}, ${count(value.split('\n').length, 'line')}`
            : '')}
      </p>
    </div>
  );
}
