import { FileText } from 'lucide-react';
import { type DragEvent, type ReactNode, useState } from 'react';

interface DropFileProps {
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
}

/** A place that takes a dropped file, and says so while one is held over it. Dropped text goes to the field inside. */
export function DropFile({ onFile, children }: DropFileProps): ReactNode {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file === undefined) return;
    event.preventDefault();
    onFile(file);
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
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-0 flex items-center justify-center gap-2 rounded-lg border-2 border-dashed border-accent bg-accent-soft font-medium text-accent">
          <FileText aria-hidden className="size-4" />
          Drop the file to take its text
        </div>
      )}
    </div>
  );
}
