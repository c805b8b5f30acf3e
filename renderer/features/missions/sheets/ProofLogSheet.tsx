import type { ReactNode } from 'react';
import { sizeText } from '../../../../electron/contract/text.ts';
import { useRead } from '../../../client/reads.ts';
import { CommandLine } from '../../../ui/CommandLine.tsx';
import { CopyButton } from '../../../ui/Copy.tsx';
import { FilePath } from '../../../ui/FilePath.tsx';
import { Reading } from '../../../ui/Reading.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import type { Here } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { closeDialog } from '../mission/dialogs.ts';
import { logLines } from '../mission/proof-select.ts';
import { useProofs } from '../mission/useProofs.ts';

interface ProofLogSheetProps {
  readonly here: Here;
  readonly assertion: string;
}

/** What the newest run of a check printed. */
export function ProofLogSheet({ here, assertion }: ProofLogSheetProps): ReactNode {
  const state = useRead({
    project: here.project,
    of: ['proof-log', here.mission, assertion],
    read: (client) => client.proofs.log({ ...here, assertion }),
  });
  const proofs = useProofs(here);
  const standing = proofs.value?.standings.find((one) => one.assertion === assertion);
  return (
    <Sheet title={`Log of the check of ${assertion}`} open onClose={closeDialog} width="w-200">
      <div className="min-h-0 overflow-y-auto px-5 pb-4">
        {standing?.logPath != null && <FilePath path={standing.logPath} root={here.project} />}
        <Reading state={state} what="the log">
          {({ text, bytes, cut }) => {
            const { shown, left } = logLines(text);
            return (
              <>
                {left > 0 && <p className="mt-2 text-muted">{left} earlier lines are in the file.</p>}
                {cut && (
                  <p className="mt-2 text-warn">It printed more than {sizeText(bytes)}: the rest was not kept.</p>
                )}
                {text === '' && <p className="mt-2 text-muted">It printed nothing.</p>}
                {text !== '' && (
                  <pre
                    tabIndex={0}
                    aria-label="Log"
                    className="mt-2 overflow-x-auto rounded-md border border-line bg-surface p-2 font-mono text-code whitespace-pre-wrap"
                  >
                    {shown}
                  </pre>
                )}
              </>
            );
          }}
        </Reading>
      </div>
      <footer className="flex items-center gap-2 border-t border-line px-5 py-3">
        <CommandLine line={commands.runCheck(here.mission, assertion)} className="min-w-0 flex-1" />
        {state.value !== undefined && <CopyButton text={state.value.text} label="Copy log" />}
      </footer>
    </Sheet>
  );
}
