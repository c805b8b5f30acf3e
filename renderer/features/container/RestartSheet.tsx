import { type ReactNode, useRef, useState } from 'react';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { useSnapshot } from '../../client/store.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { count, sentence } from '../../ui/format.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { restartAgents } from './actions.ts';
import { able, commandLine } from './select.ts';

const NONE: Snapshot['containers'] = {};
const LISTED = 8;

interface RestartSheetProps {
  readonly names: readonly ContainerName[];
  readonly onClose: () => void;
}

/** Asks what is started again: agents, whose turn is cut off where they work, or whole containers. */
export function RestartSheet({ names, onClose }: RestartSheetProps): ReactNode {
  const all = useSnapshot((snapshot) => snapshot.containers, NONE);
  const agent = useRef<HTMLButtonElement>(null);
  // Those that it was asked about: one that ends meanwhile leaves no empty question.
  const [asked] = useState(() => names.filter((name) => all[name] !== undefined && able(all[name]).stop));
  const containers = asked.flatMap((name) => all[name] ?? []);
  const [one] = containers;
  if (one === undefined) return null;
  const working = containers.filter(({ state }) => state === 'running' || state === 'quiet').length;
  const restart = (full: boolean): void => {
    void restartAgents(
      containers.map(({ name }) => name),
      { full },
    );
    onClose();
  };
  const shorts = containers.map(({ shortName }) => shortName);
  return (
    <Sheet
      title={
        containers.length === 1 ? `Restart ${one.shortName}?` : `Restart ${count(containers.length, 'container')}?`
      }
      role="alertdialog"
      open
      onClose={onClose}
      width="w-116"
      focus={agent}
    >
      <div className="min-h-0 space-y-2 overflow-y-auto px-5 pb-4">
        {containers.length > 1 && (
          <p className="break-words">
            {sentence([
              ...shorts.slice(0, LISTED),
              ...(shorts.length > LISTED ? [`${shorts.length - LISTED} more`] : []),
            ])}
          </p>
        )}
        {working > 0 && (
          <p className="rounded-md bg-needs-soft px-2.5 py-2">
            {count(working, 'agent')} {working === 1 ? 'is' : 'are'} at work: what{' '}
            {working === 1 ? 'it is' : 'they are'} in the middle of is cut off.
          </p>
        )}
        <p>
          <strong className="font-semibold">Agent</strong>: started again with the same model and mode; its conversation
          goes on where the agent can do that. Its files and shell stay as they are.
        </p>
        <p>
          <strong className="font-semibold">Everything</strong>: the container and its gateway too. Files stay; every
          program in it ends.
        </p>
      </div>
      <footer className="flex flex-wrap items-center gap-2 border-t border-line px-5 py-3">
        {containers.length === 1 && <CommandLine line={commandLine('restart', one.shortName)} className="basis-full" />}
        <span className="ml-auto flex gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => restart(true)}>Restart everything</Button>
          <Button ref={agent} look="primary" onClick={() => restart(false)}>
            Restart {containers.length === 1 ? 'the agent' : 'the agents'}
          </Button>
        </span>
      </footer>
    </Sheet>
  );
}
