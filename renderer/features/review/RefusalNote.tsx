import { CircleX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import { Button } from '../../ui/Button.tsx';
import { HintText } from '../../ui/HintText.tsx';
import { talkOf } from '../talk/select.ts';
import { refusalOf } from './merge-select.ts';
import { fetchIt, type Merging, sendConflicts } from './merging.ts';

interface RefusalNoteProps {
  readonly problem: Problem;
  readonly merging: Pick<Merging, 'into' | 'way'>;
  readonly container: Container;
  /** What was done about it leads out of the sheet. */
  readonly onDone: () => void;
  /** Reads again what there is to merge. */
  readonly onLook: () => void;
}

/** Below a long list of risks nobody would see it, and the keys go on from it. */
function show(note: HTMLDivElement | null): void {
  note?.focus();
}

/** Why nothing was merged: the files in the way, and what to do next. */
export function RefusalNote({ problem, merging, container, onDone, onLook }: RefusalNoteProps): ReactNode {
  const { files, next, help } = refusalOf(problem, merging.into ?? 'the branch');
  const [sending, setSending] = useState(false);
  const tellAgent = async (): Promise<void> => {
    setSending(true);
    const isSent = await sendConflicts(container, { ...merging, conflicts: files.join('\n') });
    setSending(false);
    if (isSent) onDone();
  };
  const fetch = (): void => {
    void fetchIt(container);
    onDone();
  };
  return (
    <div ref={show} tabIndex={-1} role="alert" className="flex min-w-0 gap-2.5 rounded-lg bg-bad-soft p-3">
      <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="min-w-0 flex-1 space-y-1.5">
        <p className="font-medium break-words">{problem.sentence}</p>
        {files.length > 0 && (
          <ul aria-label="In the way" tabIndex={0} className="max-h-32 overflow-y-auto font-mono text-code">
            {files.map((file) => (
              <li key={file} className="wrap-anywhere">
                {file}
              </li>
            ))}
          </ul>
        )}
        {next.map((hint) => (
          <p key={hint} className="break-words text-muted">
            <HintText hint={hint} />
          </p>
        ))}
        <div className="flex flex-wrap items-center gap-1.5">
          {help === 'tell-agent' && talkOf(container) !== undefined && (
            <Button disabled={sending} onClick={() => void tellAgent()}>
              {sending ? 'Giving it the branch…' : 'Let the agent resolve it'}
            </Button>
          )}
          {help === 'tell-agent' && <Button onClick={fetch}>Fetch</Button>}
          {help === 'look-again' && <Button onClick={onLook}>Look again</Button>}
          <code className="font-mono text-small text-muted">{problem.code}</code>
        </div>
      </div>
    </div>
  );
}
