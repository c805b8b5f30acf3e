import { type ReactNode, useState } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { Button } from '../../ui/Button.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { MergeSheet } from './MergeSheet.tsx';
import { fetchIt } from './merging.ts';
import { PullRequestSheet } from './PullRequestSheet.tsx';
import type { Meetings } from './queue-select.ts';

interface WorkActionsProps {
  readonly container: Container;
  readonly meetings: Meetings | undefined;
}

/** What brings a container's work back, by button and key. */
export function WorkActions({ container, meetings }: WorkActionsProps): ReactNode {
  const [open, setOpen] = useState<'merge' | 'pull-request' | null>(null);
  const [fetching, setFetching] = useState(false);
  const fetch = async (): Promise<void> => {
    if (fetching) return;
    setFetching(true);
    await fetchIt(container);
    setFetching(false);
  };
  useShortcuts({
    merge: () => setOpen('merge'),
    'pull-request': () => setOpen('pull-request'),
    fetch: () => void fetch(),
  });
  const close = (): void => setOpen(null);
  return (
    <>
      <Button disabled={fetching} onClick={() => void fetch()}>
        {fetching ? 'Fetching…' : 'Fetch'}
        <Keys chord={keyOf('fetch')} />
      </Button>
      <Button onClick={() => setOpen('pull-request')}>
        Pull request…
        <Keys chord={keyOf('pull-request')} />
      </Button>
      <Button look="primary" onClick={() => setOpen('merge')}>
        Merge…
        <Keys chord={keyOf('merge')} />
      </Button>
      {open === 'merge' && <MergeSheet container={container} meetings={meetings} onClose={close} />}
      {open === 'pull-request' && <PullRequestSheet container={container} onClose={close} />}
    </>
  );
}
