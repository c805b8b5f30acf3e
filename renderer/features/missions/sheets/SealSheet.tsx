import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BoardMilestone } from '../../../../electron/contract/board.ts';
import { useWrite } from '../../../client/writes.ts';
import { Button } from '../../../ui/Button.tsx';
import { count } from '../../../ui/format.ts';
import { WriteSheet } from '../../../ui/WriteSheet.tsx';
import { sealMilestone } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { closeDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { StatusMark } from '../mission/StatusMark.tsx';

interface SealSheetProps {
  readonly parts: MissionParts;
  readonly milestone: BoardMilestone;
}

/** What stands in the way of a seal, by name; without any, the seal itself. */
export function SealSheet({ parts, milestone: progress }: SealSheetProps): ReactNode {
  const { here } = parts;
  const { milestone, blocking, warnings } = progress;
  const write = useWrite(here.project);
  const seal = async (): Promise<void> => {
    const done = await write.run(`${milestone.title} is sealed.`, sealMilestone(here, milestone.id));
    if (done !== undefined) closeDialog();
  };
  const isSealed = progress.status === 'sealed';
  return (
    <WriteSheet
      title={`Seal ${milestone.title}`}
      line={commands.seal(here.mission, milestone.id)}
      verb={isSealed ? null : 'Seal'}
      leave="Close"
      disabled={blocking.length > 0}
      width="w-130"
      write={write}
      focus="leave"
      onSubmit={() => void seal()}
      onClose={closeDialog}
    >
      <div className="space-y-3" tabIndex={0} role="group" aria-label="What stands in the way">
        {isSealed && <StatusMark status="sealed" word={`${milestone.title} is sealed.`} />}
        {!isSealed && blocking.length === 0 && (
          <p>
            {progress.assertionCount === 0 ? 'It asserts nothing.' : 'Every assertion is settled.'} A seal says that
            this milestone is over. Only Undo takes it back, as long as nothing else has changed.
          </p>
        )}
        {!isSealed && blocking.length > 0 && <Blocking parts={parts} milestone={progress} />}
        {!isSealed && warnings.map((warning) => <Warning key={warning} text={warning} />)}
      </div>
    </WriteSheet>
  );
}

function Blocking({ parts: { board, show }, milestone: { blocking } }: SealSheetProps): ReactNode {
  const byId = new Map(board.assertions.map((assertion) => [assertion.id, assertion]));
  return (
    <section>
      <p className="mb-1.5">
        {count(blocking.length, 'assertion')} {blocking.length === 1 ? 'stands' : 'stand'} in the way. Pass or waive{' '}
        {blocking.length === 1 ? 'it' : 'each of them'} first.
      </p>
      <ul className="overflow-hidden rounded-lg border border-line">
        {blocking.map(({ id, result }) => {
          const assertion = byId.get(id);
          return (
            <li key={id} className="flex min-h-9 items-center gap-3 border-b border-line/70 px-3 py-1 last:border-0">
              <StatusMark status={result} className="w-24" />
              <span className="min-w-0 flex-1">
                <span className="block break-words">{assertion?.description ?? 'This entry cannot be read.'}</span>
                <code className="block truncate font-mono text-small text-muted">{id}</code>
              </span>
              {assertion !== undefined && (
                <Button
                  look="quiet"
                  aria-label={`Show ${assertion.featureId}`}
                  onClick={() => {
                    closeDialog();
                    show(assertion.featureId);
                  }}
                >
                  Show
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Warning({ text }: { readonly text: string }): ReactNode {
  return (
    <p className="flex gap-2">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <span className="min-w-0 break-words">{text}</span>
    </p>
  );
}
