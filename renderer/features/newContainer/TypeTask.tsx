import type { ReactNode } from 'react';
import { PROMPT, TASK_FILE } from '../../../electron/contract/agents.ts';
import { edit } from './creations.ts';
import type { Draft } from './select.ts';
import { ToggleChip } from './ToggleChip.tsx';

/** A command that is not handed the task finds it in a file; a shell would run what is typed into it. */
export function TypeTask({ typeTask }: Pick<Draft, 'typeTask'>): ReactNode {
  return (
    <>
      <ToggleChip pressed={typeTask} onToggle={() => edit({ typeTask: !typeTask })}>
        Type the task into it
      </ToggleChip>
      <p className="basis-full text-small text-muted" role="status">
        {typeTask
          ? 'The task is typed into the command as soon as it reads. A shell would run it.'
          : `The command line has no ${PROMPT}: the task lies in ${TASK_FILE} in the container.`}
      </p>
    </>
  );
}
