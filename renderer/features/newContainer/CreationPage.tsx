import { type ReactNode, useEffect } from 'react';
import type { Creation } from '../../../electron/contract/creation.ts';
import { go } from '../../client/place.ts';
import { Button } from '../../ui/Button.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { cancelCreation, dismissCreation, retryCreation } from './creations.ts';
import { Phases } from './Phases.tsx';
import { folderName } from './select.ts';

/** The steps of one creation. When it is done, its container takes the page's place. */
export function CreationPage({ creation }: { readonly creation: Creation | undefined }): ReactNode {
  const name = creation?.state === 'done' ? creation.name : null;
  const gone = creation === undefined || creation.state === 'cancelled';
  useEffect(() => {
    if (name !== null) go({ at: 'container', name, window: 'agent' }, { replace: true });
    else if (gone) go({ at: 'fleet' }, { replace: true });
  }, [name, gone]);
  if (creation === undefined) return <main className="flex-1" />;
  const failed = creation.state === 'failed';
  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-140 px-6 py-12">
        <p className="text-muted">
          {folderName(creation.project)} · {creation.agent}
        </p>
        <h1 className="mt-1 text-display font-semibold break-words">{creation.branch ?? 'New container'}</h1>
        <p className="mt-2 mb-6 line-clamp-4 break-words whitespace-pre-wrap text-muted">{creation.task}</p>
        <Phases phases={creation.phases} />
        <div className="mt-6 border-t border-line pt-4">
          {failed && creation.problem !== null ? (
            <ProblemNote problem={creation.problem}>
              <Button look="primary" onClick={() => retryCreation(creation)}>
                Edit and retry
              </Button>
              <Button onClick={() => void dismissCreation(creation)}>Dismiss</Button>
            </ProblemNote>
          ) : (
            <Button disabled={creation.state !== 'running'} onClick={() => void cancelCreation(creation)}>
              {creation.state === 'cancelling' ? 'Cancelling' : 'Cancel'}
            </Button>
          )}
        </div>
      </div>
    </main>
  );
}
