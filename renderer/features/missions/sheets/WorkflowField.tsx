import type { ReactNode } from 'react';
import { useRead } from '../../../client/reads.ts';
import { SelectField } from '../../../ui/SelectField.tsx';

interface WorkflowFieldProps {
  readonly project: string;
  /** Empty: none. */
  readonly value: string;
  readonly onChange: (name: string) => void;
}

/** The workflow that gives a plan its milestones: those of the project, and the ones that every project has. */
export function WorkflowField({ project, value, onChange }: WorkflowFieldProps): ReactNode {
  const { value: known } = useRead({
    project,
    of: ['workflows'],
    read: (client) => client.missions.workflows({ project }),
  });
  const workflows = known?.workflows ?? [];
  const chosen = workflows.find(({ name }) => name === value);
  // One that was chosen and then left the configuration stays chosen: the check of the plan says that it is gone.
  const names = [...workflows.map(({ name }) => name), ...(value === '' || chosen !== undefined ? [] : [value])];
  return (
    <SelectField
      label="Workflow"
      hint={chosen?.description ?? 'Gives milestones to a plan without any.'}
      options={[
        { value: '', word: 'None: the plan has its milestones' },
        ...names.map((name) => ({ value: name, word: name })),
      ]}
      value={value}
      onChange={onChange}
    />
  );
}
