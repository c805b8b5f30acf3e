import { type ReactNode, useRef } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { DropFile } from '../../../ui/DropFile.tsx';
import { PlanText } from './PlanText.tsx';

interface PlanDropProps {
  readonly text: string;
  readonly flawed: ReadonlySet<number>;
  readonly onText: (text: string) => void;
}

/** The plan's text; a dropped or chosen file takes its place. */
export function PlanDrop({ text, flawed, onText }: PlanDropProps): ReactNode {
  const chosen = useRef<HTMLInputElement>(null);
  const take = async (file: File): Promise<void> => onText(await file.text());
  return (
    <DropFile onFile={(file) => void take(file)}>
      <div className="mb-1 flex items-center justify-between gap-2">
        <span className="text-small text-muted">Paste the plan, or drop its file.</span>
        <Button look="quiet" className="h-6 px-2" onClick={() => chosen.current?.click()}>
          Choose a file…
        </Button>
        <input
          ref={chosen}
          type="file"
          accept=".json,application/json"
          aria-label="Plan file"
          className="hidden"
          onChange={({ target: { files } }) => {
            const file = files?.[0];
            if (file !== undefined) void take(file);
          }}
        />
      </div>
      <PlanText text={text} flawed={flawed} onText={onText} />
    </DropFile>
  );
}
