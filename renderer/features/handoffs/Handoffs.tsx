import { Inbox } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { HandoffHead } from '../../../electron/contract/handoffs.ts';
import type { DamagedFile } from '../../../electron/contract/projects.ts';
import { useRead } from '../../client/reads.ts';
import { Blank } from '../../ui/Blank.tsx';
import { useClock } from '../../ui/clock.ts';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { useRoving } from '../../ui/roving.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { ClaimSheet } from './ClaimSheet.tsx';
import { chooseHandoff, useClaimChoices } from './claimChoices.ts';
import { HandoffDetail } from './HandoffDetail.tsx';
import { handoffId, HandoffList } from './HandoffList.tsx';
import { PickUpSheet } from './PickUpSheet.tsx';
import { ReleaseSheet } from './ReleaseSheet.tsx';
import { canLaunch, isExpired, queues, shownId, stepped } from './select.ts';

/** The handoffs of a project: what waits, who holds what, and each packet taken apart. */
export function Handoffs({ project }: { readonly project: string; readonly mission?: string }): ReactNode {
  const state = useRead({ project, of: ['handoffs'], read: (client) => client.handoffs.list({ project }) });
  return (
    <Reading state={state} what="the handoffs">
      {({ handoffs, damaged }) =>
        handoffs.length + damaged.length === 0 ? (
          <NoHandoffs />
        ) : (
          <ClaimChoices project={project} handoffs={handoffs} damaged={damaged} />
        )
      }
    </Reading>
  );
}

function NoHandoffs(): ReactNode {
  return (
    <Blank icon={Inbox} title="No handoffs yet.">
      <p className="max-w-110">
        An agent writes one when it passes its work on: what it did, what it decided and what comes next. The next agent
        claims it here or in its own session.
      </p>
      <CommandLine line="maestro handoff create --help" />
    </Blank>
  );
}

/** The handoff that a sheet was opened for: it stays that one, whatever happens to the queue meanwhile. */
interface Asked {
  readonly kind: 'claim' | 'release' | 'pick-up';
  readonly head: HandoffHead;
}

interface DeskProps {
  readonly project: string;
  readonly handoffs: readonly HandoffHead[];
  readonly damaged: readonly DamagedFile[];
}

function ClaimChoices({ project, handoffs, damaged }: DeskProps): ReactNode {
  const chosen = useClaimChoices((choices) => choices.chosen[project]);
  const [sheet, setSheet] = useState<Asked | null>(null);
  const [verified, setVerified] = useState<string | null>(null);
  const detail = useRef<HTMLElement>(null);
  const list = useRef<HTMLElement>(null);
  const parts = queues(handoffs);
  const shown = shownId(parts, chosen);
  const head = handoffs.find(({ id }) => id === shown);
  const roving = useRoving(list, shown === null ? null : handoffId(shown));
  useEffect(() => {
    // What is on screen stays there when a newer one comes or this one is taken.
    if (shown !== null && shown !== chosen) chooseHandoff(project, shown);
  }, [project, shown, chosen]);
  const ask = (kind: Asked['kind']) => () => {
    if (head !== undefined) setSheet({ kind, head });
  };
  const step = (by: number) => () => {
    const next = stepped(parts, shown, by);
    if (next !== null) chooseHandoff(project, next);
    roving.follow();
  };
  const expired = useClock((now) => (head !== undefined && isExpired(head, now) ? 1 : 0)) === 1;
  const claimable = head?.status === 'pending' || expired;
  useShortcuts({
    down: step(1),
    up: step(-1),
    first: step(-handoffs.length),
    last: step(handoffs.length),
    open: () => detail.current?.focus(),
    ...(claimable ? { claim: ask('claim') } : {}),
    ...(canLaunch(head) ? { 'pick-up': ask('pick-up') } : {}),
    ...(head?.status === 'picked-up' ? { release: ask('release') } : {}),
    ...(head === undefined ? {} : { verify: () => setVerified(head.id) }),
  });
  return (
    <div className="@container flex min-h-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col @min-[38rem]:flex-row">
        <HandoffList list={list} roving={roving} project={project} parts={parts} shown={shown} damaged={damaged} />
        {head !== undefined && (
          <HandoffDetail
            key={head.id}
            region={detail}
            project={project}
            head={head}
            verified={verified === head.id}
            onVerify={() => setVerified(head.id)}
            onClaim={ask('claim')}
            onPickUp={ask('pick-up')}
            onRelease={ask('release')}
          />
        )}
      </div>
      {sheet?.kind === 'claim' && <ClaimSheet project={project} head={sheet.head} onClose={() => setSheet(null)} />}
      {sheet?.kind === 'pick-up' && <PickUpSheet project={project} head={sheet.head} onClose={() => setSheet(null)} />}
      {sheet?.kind === 'release' && <ReleaseSheet project={project} head={sheet.head} onClose={() => setSheet(null)} />}
    </div>
  );
}
