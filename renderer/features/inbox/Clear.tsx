import { Press } from '../shortcuts/Press.tsx';
import { Inbox as InboxIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { openOverlay } from '../../client/overlay.ts';
import { Blank } from '../../ui/Blank.tsx';
import { Button } from '../../ui/Button.tsx';
import { count } from '../../ui/format.ts';
import { agentCounts } from '../fleet/select.ts';
import { furthest } from './clear-select.ts';

/** Nothing waits: who works meanwhile, and what to do. */
export function Clear({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { containers, docker } = snapshot;
  const { working } = agentCounts(containers);
  const next = furthest(containers);
  return (
    <Blank icon={InboxIcon} title="Nothing needs you.">
      <p className="max-w-110">
        {docker.state === 'unreachable' && 'That is what was last known: Docker does not answer. '}
        {working === 0 ? 'No agent is at work.' : `${count(working, 'agent')} ${working === 1 ? 'is' : 'are'} at work.`}
        {next !== undefined && ` Furthest with its own list is ${next.shortName}: ${next.done} of ${next.total}.`}
      </p>
      <p className="max-w-110">
        <Press id="new" /> to describe a task.{' '}
        {working > 0 && (
          <>
            <Press id="fleet" /> to watch them.
          </>
        )}
      </p>
      <Button look="primary" className="mt-1" onClick={() => openOverlay({ kind: 'new' })}>
        New container
      </Button>
    </Blank>
  );
}
