import { Inbox } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Proposal } from '../../../electron/contract/proposals.ts';
import { useWrite } from '../../client/writes.ts';
import { Age } from '../../ui/Ages.tsx';
import { Blank } from '../../ui/Blank.tsx';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { WriteNote } from '../../ui/WriteNote.tsx';
import { CorrectSheet } from './CorrectSheet.tsx';
import { LearnSheet } from './LearnSheet.tsx';

interface ProposedProps {
  readonly project: string;
  readonly proposals: readonly Proposal[];
}

/** What Maestro saw that may be worth remembering, newest first. Nothing of it reaches an agent before it is taken. */
export function Proposed({ project, proposals }: ProposedProps): ReactNode {
  const [taking, setTaking] = useState<Proposal | null>(null);
  const drop = useWrite(project);
  const close = (): void => setTaking(null);
  return (
    <div className="flex h-full min-h-0 flex-col">
      {proposals.length === 0 && (
        <Blank icon={Inbox} title="Nothing is proposed.">
          <p className="max-w-110">
            Comments that you resolve, corrections that you give an agent, and checks that failed first come here. You
            decide what of it is remembered.
          </p>
          <CommandLine line="maestro memory-proposals" />
        </Blank>
      )}
      <WriteNote write={drop} className="m-4" />
      {proposals.length > 0 && (
        <ul aria-label="Proposed" className="px-4 pb-4">
          {proposals.map((proposal) => (
            <Row
              key={proposal.id}
              proposal={proposal}
              isBusy={drop.busy}
              onTake={() => setTaking(proposal)}
              onDrop={() =>
                void drop.run('The proposal is forgotten.', (client) =>
                  client.proposals.drop({ project, id: proposal.id }),
                )
              }
            />
          ))}
        </ul>
      )}
      {taking?.kind === 'correction' && <CorrectSheet project={project} proposal={taking} onClose={close} />}
      {taking?.kind === 'learning' && <LearnSheet project={project} proposal={taking} onClose={close} />}
    </div>
  );
}

interface RowProps {
  readonly proposal: Proposal;
  readonly isBusy: boolean;
  readonly onTake: () => void;
  readonly onDrop: () => void;
}

function Row({ proposal: { id, kind, text, because, at }, isBusy, onTake, onDrop }: RowProps): ReactNode {
  return (
    <li className="flex min-w-0 flex-wrap items-start gap-x-3 gap-y-1 border-b border-line/70 py-2 last:border-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="line-clamp-3 font-medium break-words">{text}</p>
        <p className="text-small break-words text-muted">
          {kind === 'correction' ? 'Correction' : 'Learning'}. {because} <Age at={at} /> ago
        </p>
      </div>
      <Button onClick={onTake} aria-label={`Take ${id}`}>
        Take…
      </Button>
      <Button look="quiet" disabled={isBusy} onClick={onDrop} aria-label={`Drop ${id}`}>
        Drop
      </Button>
    </li>
  );
}
