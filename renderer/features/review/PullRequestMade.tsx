import { type ReactNode, useRef } from 'react';
import type { PullRequest } from '../../../electron/contract/pullRequests.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyIcon } from '../../ui/Copy.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { WebLink } from '../../ui/WebLink.tsx';

interface PullRequestMadeProps {
  readonly made: PullRequest;
  readonly onClose: () => void;
}

/** What became of it, as one sentence (pure). */
export function madeText(made: PullRequest): string {
  const { remote, branch, oid } = made;
  if (made.kind === 'opened') {
    const pushed = `Pushed ${oid.slice(0, 10)} to ${remote} as ${branch}.`;
    return made.already ? `${pushed} Its pull request has it now.` : `${pushed} The pull request is open.`;
  }
  const why = made.why === 'remote' ? `${remote} is not GitHub` : 'gh is not on this machine';
  return `Nothing was pushed, because ${why}. The commits are fetched; this pushes them.`;
}

/** Why Maestro cannot take it back, and who can; with where it is, for whom the sheet is gone (pure). */
export function finalText(made: PullRequest): string {
  if (made.kind === 'command') return made.command;
  return `This cannot be undone here: close it there${made.url === null ? '' : `, at ${made.url}`}.`;
}

/** Stays until it is closed: the address of the pull request, or the command to run. */
export function PullRequestMade({ made, onClose }: PullRequestMadeProps): ReactNode {
  const close = useRef<HTMLButtonElement>(null);
  const text = made.kind === 'opened' ? made.url : made.command;
  const label = made.kind === 'opened' ? 'Copy the address' : 'Copy the command';
  return (
    <Sheet
      title={made.kind === 'opened' ? 'Pull request' : 'Push it yourself'}
      open
      onClose={onClose}
      width="w-160"
      focus={close}
    >
      <div className="space-y-2 px-5 pb-4">
        <p role="status" className="wrap-anywhere">
          {madeText(made)} {made.kind === 'opened' && finalText({ ...made, url: null })}
        </p>
        {text !== null && (
          <p className="flex items-center gap-2 rounded-md border border-line bg-chrome p-2">
            <code className="min-w-0 flex-1 font-mono text-code break-all">{text}</code>
            <CopyIcon text={text} label={label} />
          </p>
        )}
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button ref={close} onClick={onClose}>
          Close
        </Button>
        {made.kind === 'opened' && made.url !== null && <WebLink href={made.url} />}
      </footer>
    </Sheet>
  );
}
