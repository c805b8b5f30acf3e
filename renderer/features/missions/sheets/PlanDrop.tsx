import { FileText } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { PlanText } from './PlanText.tsx';

interface DropTextProps {
  readonly text: string;
  readonly flawed: ReadonlySet<number>;
  readonly onText: (text: string) => void;
}

/** The plan's text; a dropped or chosen file takes its place. */
export function PlanDrop({ text, flawed, onText }: DropTextProps): ReactNode {
  const [over, setOver] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const take = async (given: File | undefined): Promise<void> => {
    if (given !== undefined) onText(await given.text());
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className="relative"
      onDrop={drop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
    >
      <div className="mb-1 flex items-center justify-between gap-2">
        <span className="text-small text-muted">Paste the plan, or drop its file.</span>
        <Button look="quiet" className="h-6 px-2" onClick={() => file.current?.click()}>
          Choose a file…
        </Button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          aria-label="Plan file"
          className="hidden"
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </div>
      <PlanText text={text} flawed={flawed} onText={onText} />
      {over && (
        <div
          className={cx(
            'pointer-events-none absolute inset-0 flex items-center justify-center gap-2 rounded-lg',
            'border-2 border-dashed border-accent bg-accent-soft font-medium text-accent',
          )}
        >
          <FileText aria-hidden className="size-4" />
          Drop the file to take its text
        </div>
      )}
    </div>
  );
}
