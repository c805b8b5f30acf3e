import { FileWarning } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DamagedFile } from '../../../electron/contract/projects.ts';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { FilePath } from '../../ui/FilePath.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { count } from '../../ui/format.ts';
import { commands } from './mission/command-select.ts';

interface DamagedProps {
  readonly files: readonly DamagedFile[];
  readonly root: string;
}

/** Files of the project that cannot be used, each with its reason: everything else works without them. */
export function Damaged({ files, root }: DamagedProps): ReactNode {
  const [first] = files;
  if (first === undefined) return null;
  const title = files.length === 1 ? '1 file cannot be used' : `${count(files.length, 'file')} cannot be used`;
  return (
    <section aria-label="Damaged files" className="flex gap-2.5 border-b border-line bg-bad-soft px-4 py-2">
      <FileWarning aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}. Everything else works without it.</p>
        <Lines files={files.slice(0, 1)} root={root} />
        {files.length > 1 && (
          <Fold title={`${files.length - 1} more`}>
            <div className="max-h-40 overflow-y-auto" tabIndex={0} role="group" aria-label="More damaged files">
              <Lines files={files.slice(1)} root={root} />
            </div>
          </Fold>
        )}
        <CommandLine line={commands.repair} />
      </div>
    </section>
  );
}

function Lines({ files, root }: DamagedProps): ReactNode {
  return files.map(({ path, sentence }) => (
    <div key={path} className="min-w-0">
      <FilePath path={path} root={root} />
      <p className="break-words text-muted">{reasonOf({ path, sentence })}</p>
    </div>
  ));
}

/** The reason alone: the path stands above it. */
function reasonOf({ path, sentence }: DamagedFile): string {
  const begins = [`${path} is damaged. `, `${path} cannot be used. `].find((named) => sentence.startsWith(named));
  return begins === undefined ? sentence : sentence.slice(begins.length);
}
