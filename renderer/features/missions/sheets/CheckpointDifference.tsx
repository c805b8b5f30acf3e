import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CheckpointDiff } from '../../../../electron/contract/checkpoints.ts';
import { useRead } from '../../../client/reads.ts';
import { Reading } from '../../../ui/Reading.tsx';
import type { MissionParts } from '../mission/missionParts.ts';
import { type Status, STATUS_WORDS } from '../mission/mission-select.ts';
import { StatusMark } from '../mission/StatusMark.tsx';

/** What loading a checkpoint would change. */
export function CheckpointDifference({
  here,
  id,
}: {
  readonly here: MissionParts['here'];
  readonly id: string;
}): ReactNode {
  const state = useRead({
    project: here.project,
    of: ['checkpoint', here.mission, id],
    read: (client) => client.checkpoints.diff({ ...here, id }),
  });
  return (
    <div
      role="group"
      aria-label="What loading changes"
      tabIndex={0}
      className="focus-inset min-w-0 flex-1 overflow-y-auto p-4"
    >
      <Reading state={state} what="the difference">
        {({ diff }) => <Changes diff={diff} />}
      </Reading>
    </div>
  );
}

function Changes({ diff }: { readonly diff: CheckpointDiff }): ReactNode {
  const { features, assertions, gone } = diff;
  if (features.length + assertions.length === 0) {
    return <p className="text-muted">Nothing would change: the mission is as it was then.</p>;
  }
  return (
    <div className="space-y-4">
      <p className="text-muted">
        Loading would change this. Mission status, seals and reports stay as they are. How it is now is kept as a
        checkpoint first, so loading that one undoes it.
      </p>
      <ChangeList title="Features" changes={features} />
      <ChangeList title="Assertions" changes={assertions} />
      {gone.length > 0 && <p className="text-muted">Not in the mission any more: {gone.join(', ')}.</p>}
    </div>
  );
}

interface ChangeListProps {
  readonly title: string;
  readonly changes: CheckpointDiff['features'];
}

function ChangeList({ title, changes }: ChangeListProps): ReactNode {
  if (changes.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-semibold">
        {title} <span className="tabular font-normal text-muted">{changes.length}</span>
      </h3>
      <ul>
        {changes.map(({ id, from, to }) => (
          <li key={id} className="flex min-h-7 flex-wrap items-center gap-x-2">
            <code className="min-w-0 flex-1 truncate font-mono text-code" title={id}>
              {id}
            </code>
            <State status={from} />
            <ArrowRight aria-label="becomes" className="size-3.5 shrink-0 text-muted" />
            <State status={to} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The contract tells both kinds of status as text. */
function State({ status }: { readonly status: string }): ReactNode {
  return status in STATUS_WORDS ? <StatusMark status={status as Status} className="w-26" /> : <span>{status}</span>;
}
