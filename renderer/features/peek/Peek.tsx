import { type KeyboardEvent, type ReactNode, type RefObject, useRef } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import { go } from '../../client/place.ts';
import { useSnapshot } from '../../client/store.ts';
import { Age } from '../../ui/Ages.tsx';
import { Button } from '../../ui/Button.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { stateWord } from '../container/select.ts';
import { StateBadge } from '../container/StateBadge.tsx';
import { choose } from '../talk/choose.ts';
import { talkOf } from '../talk/select.ts';
import { TalkBar } from '../talk/TalkBar.tsx';
import { LastLines } from './LastLines.tsx';

interface PeekProps {
  readonly name: ContainerName;
  readonly onClose: () => void;
}

/** A look at a container without going there: its state, its last lines, what it asks. */
export function Peek({ name, onClose }: PeekProps): ReactNode {
  const container = useSnapshot((snapshot) => snapshot.containers[name], undefined);
  const lines = useRef<HTMLDivElement>(null);
  return (
    // What is typed to its agent is there again wherever that is spoken to.
    <Sheet title={container?.shortName ?? name} open onClose={onClose} width="w-120" focus={lines} keeps>
      {container === undefined ? (
        <p ref={lines} tabIndex={-1} className="px-5 pb-5 text-muted outline-none">
          That container is gone.
        </p>
      ) : (
        <Body container={container} lines={lines} onClose={onClose} />
      )}
    </Sheet>
  );
}

interface BodyProps {
  readonly container: Container;
  readonly lines: RefObject<HTMLDivElement | null>;
  readonly onClose: () => void;
}

function Body({ container, lines, onClose }: BodyProps): ReactNode {
  const { state, evidence, since, project, git, branch } = container;
  const open = (): void => {
    onClose();
    go({ at: 'container', name: container.name, window: 'agent' });
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={(event) => press(event, { container, open, onClose })}>
      <div className="px-5 pb-3">
        <p className="truncate text-muted">
          {project.name} <code className="font-mono text-code">{git?.branch ?? branch}</code>
        </p>
        <div className="mt-1 flex items-center justify-between gap-2">
          <StateBadge state={state} word={stateWord(container)} />
          <span className="tabular shrink-0 text-muted">
            for <Age at={since} />
          </span>
        </div>
        <p className="mt-0.5 line-clamp-3 wrap-anywhere text-muted">{evidence}</p>
      </div>
      <LastLines ref={lines} container={container} />
      <TalkBar container={container} onLeave={() => lines.current?.focus()} />
      <footer className="flex shrink-0 justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onClose}>
          <Keys chord="space" />
          Close
        </Button>
        <Button look="primary" onClick={open}>
          Open
          <Keys chord="enter" />
        </Button>
      </footer>
    </div>
  );
}

interface Does {
  readonly container: Container;
  readonly open: () => void;
  readonly onClose: () => void;
}

/** Digits answer, Enter opens, and the key that peeked ends the look; lines and buttons keep what is theirs. */
function press(event: KeyboardEvent, { container, open, onClose }: Does): void {
  const { target, key, repeat } = event;
  if (repeat || event.defaultPrevented || !(target instanceof Element) || target.closest('textarea') !== null) return;
  const number = Number(key);
  const isDigit = /^[1-9]$/.test(key) && number <= (talkOf(container)?.choices.length ?? 0);
  const isFree = target.closest('button') === null && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isDigit && !event.ctrlKey && !event.metaKey) void choose(container, number);
  else if (key === ' ' && isFree) onClose();
  else if (key === 'Enter' && isFree) open();
  else return;
  event.preventDefault();
}
