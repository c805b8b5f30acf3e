import { GitBranch, RefreshCw, SquareTerminal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { go } from '../../client/place.ts';
import { Age } from '../../ui/Ages.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Tip } from '../../ui/Tip.tsx';
import { stateWord } from '../container/select.ts';
import { StateBadge } from '../container/StateBadge.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { lookAgain } from './review.ts';

interface WorkHeaderProps {
  readonly container: Container;
  /** When its work was read; null: not yet. */
  readonly at: string | null;
  readonly busy: boolean;
  /** Its buttons. */
  readonly children?: ReactNode;
}

/** Whose work this is, how old what is shown is, and what can be done with it. */
export function WorkHeader({ container, at, busy, children }: WorkHeaderProps): ReactNode {
  const { name, shortName, state, evidence, git, branch, project } = container;
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex min-w-0 items-center gap-2.5">
          <h2 className="min-w-0 truncate font-semibold" title={name}>
            {shortName}
          </h2>
          <Tip text={evidence}>
            <span tabIndex={0} className="flex shrink-0 rounded-sm">
              <StateBadge state={state} word={stateWord(container)} className="text-small" />
            </span>
          </Tip>
        </div>
        <p className="flex min-w-0 items-center gap-1.5 text-small text-muted">
          <GitBranch aria-hidden className="size-3.5 shrink-0" />
          <code className="truncate font-mono">{git?.branch ?? branch}</code>
          <span className="shrink-0" title={project.path}>
            · {project.name}
          </span>
          <span className="shrink-0" aria-live="polite">
            {busy ? '· Reading…' : at !== null && <ReadAt at={at} />}
          </span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        {children}
        <IconButton label="Look again" keys={keyOf('look-again')} disabled={busy} onClick={() => void lookAgain()}>
          <RefreshCw aria-hidden className="size-4" />
        </IconButton>
        <IconButton
          label="Open the container"
          keys={keyOf('connect')}
          onClick={() => go({ at: 'container', name, window: 'agent' })}
        >
          <SquareTerminal aria-hidden className="size-4" />
        </IconButton>
      </div>
    </header>
  );
}

function ReadAt({ at }: { readonly at: string }): ReactNode {
  return (
    <>
      · read <Age at={at} /> ago
    </>
  );
}
