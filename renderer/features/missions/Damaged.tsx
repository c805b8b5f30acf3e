import { FileWarning } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DamagedFile } from '../../../electron/contract/projects.ts';
import { useWrite } from '../../client/writes.ts';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { count } from '../../ui/format.ts';
import { WriteNote } from '../../ui/WriteNote.tsx';
import { DamagedLine } from './DamagedLine.tsx';
import { commands } from './mission/command-select.ts';

interface DamagedProps {
  readonly files: readonly DamagedFile[];
  readonly root: string;
}

/** Files of the project that cannot be used, each with its reason: everything else works without them. */
export function Damaged({ files, root }: DamagedProps): ReactNode {
  const [first] = files;
  const write = useWrite(root);
  if (first === undefined) return null;
  const title = files.length === 1 ? '1 file cannot be used' : `${count(files.length, 'file')} cannot be used`;
  return (
    <section aria-label="Damaged files" className="flex gap-2.5 border-b border-line bg-bad-soft px-4 py-2">
      <FileWarning aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}. Everything else works without it.</p>
        <DamagedLine key={first.path} file={first} root={root} write={write} />
        {files.length > 1 && (
          <Fold title={`${files.length - 1} more`}>
            <div className="max-h-40 overflow-y-auto" tabIndex={0} role="group" aria-label="More damaged files">
              {files.slice(1).map((file) => (
                <DamagedLine key={file.path} file={file} root={root} write={write} />
              ))}
            </div>
          </Fold>
        )}
        <WriteNote write={write} className="mt-2" />
        <CommandLine line={commands.repair} />
      </div>
    </section>
  );
}
