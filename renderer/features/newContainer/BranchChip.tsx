import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMaestro } from '../../client/store.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Field } from '../../ui/Field.tsx';
import { edit } from './creations.ts';
import type { Draft } from './select.ts';
import { useLater } from './useLater.ts';

const SUGGEST_AFTER_MS = 250;

/** The branch follows the task until the user writes one. */
export function BranchChip({ draft, error }: { readonly draft: Draft; readonly error: string | undefined }): ReactNode {
  const client = useMaestro((maestro) => maestro.client);
  const { project, branch } = draft;
  const task = useLater(draft.task, SUGGEST_AFTER_MS);
  const { data } = useQuery({
    queryKey: ['branch', project, task],
    queryFn: () => client?.containers.suggestBranch({ project, task }) ?? null,
    enabled: client !== null && project !== '' && task.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  const suggested = task.trim() === '' ? '' : (data?.branch ?? '');
  return (
    <Chip
      name="Branch"
      value={branch || suggested || 'from the task'}
      mono={(branch || suggested) !== ''}
      error={error}
    >
      {() => (
        <Field
          label="Branch"
          mono
          value={branch}
          placeholder={suggested || 'feat/…'}
          hint={
            branch === ''
              ? 'Empty: this one, or what the agent calls it if it is signed in.'
              : 'Made in the container from what is checked out now.'
          }
          onChange={(event) => edit({ branch: event.target.value })}
        />
      )}
    </Chip>
  );
}
