import type { ReactNode } from 'react';
import type { DamagedFile, Repair } from '../../../electron/contract/projects.ts';
import type { Write } from '../../client/writes.ts';
import { Button } from '../../ui/Button.tsx';
import { FilePath } from '../../ui/FilePath.tsx';

interface Repaired {
  readonly repairs: readonly Repair[];
  readonly warnings: readonly string[];
}

interface DamagedLineProps {
  readonly file: DamagedFile;
  readonly root: string;
  readonly write: Write;
}

/** One damaged file: why, and what can be done about this very file. */
export function DamagedLine({ file, root, write }: DamagedLineProps): ReactNode {
  const { path, conflicted = false, repairable = false, checkpoint } = file;
  const name = path.slice(root.length + 1);
  const at = { project: root, path };
  const keep = (side: 'ours' | 'theirs', word: string): void =>
    void write.run(`${name}: ${word} is kept. Both sides stay in a copy.`, (client) =>
      client.projects.keepSide({ ...at, side }),
    );
  return (
    <div className="min-w-0 pb-1">
      <FilePath path={path} root={root} />
      <p className="break-words text-muted">{reasonOf(file)}</p>
      <div className="mt-1 flex flex-wrap items-center gap-1.5">
        {conflicted && (
          <>
            <Button disabled={write.busy} onClick={() => keep('ours', 'the side of this branch')}>
              Keep this branch’s side
            </Button>
            <Button disabled={write.busy} onClick={() => keep('theirs', 'the other side')}>
              Keep the other side
            </Button>
          </>
        )}
        {repairable && (
          <Button
            disabled={write.busy}
            onClick={() =>
              void write.run(
                ({ repairs }: Repaired) => `${name}: ${repairs[0]?.done ?? 'left as it is'}.`,
                (client) => client.projects.repair(at),
              )
            }
          >
            Repair
          </Button>
        )}
        {checkpoint !== undefined && (
          <Button
            disabled={write.busy}
            onClick={() =>
              void write.run(`${name} is put back from checkpoint ${checkpoint}.`, (client) =>
                client.checkpoints.putBack(at),
              )
            }
          >
            Put back from checkpoint {checkpoint}
          </Button>
        )}
        {!conflicted && !repairable && checkpoint === undefined && (
          <span className="text-muted">Nothing here can mend it: correct it by hand, or take it from git.</span>
        )}
      </div>
    </div>
  );
}

/** The reason alone: the path stands above it. */
function reasonOf({ path, sentence }: DamagedFile): string {
  const begins = [`${path} is damaged. `, `${path} cannot be used. `].find((named) => sentence.startsWith(named));
  return begins === undefined ? sentence : sentence.slice(begins.length);
}
