import { type ReactNode, useState } from 'react';
import type { PlanCheck } from '../../../../electron/contract/missions.ts';
import { go, MISSIONS } from '../../../client/place.ts';
import { useRead } from '../../../client/reads.ts';
import { useSnapshot } from '../../../client/store.ts';
import { useView } from '../../../client/view.ts';
import { useWrite } from '../../../client/writes.ts';
import { ProblemNote } from '../../../ui/Problem.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { WriteSheet } from '../../../ui/WriteSheet.tsx';
import { useLater } from '../../newContainer/useLater.ts';
import { commands } from '../mission/command-select.ts';
import { WorkflowField } from './WorkflowField.tsx';
import { PlanDrop } from './PlanDrop.tsx';
import { PlanCheckNote } from './PlanCheckNote.tsx';

const CHECK_AFTER_MS = 200;

/** A plan as JSON, pasted or dropped: checked while it is typed, with each flaw at its line, and made a mission. */
export function ImportSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const project = useView((view) => view.project);
  const entry = useSnapshot(({ projects }) => (project === null ? undefined : projects[project]), undefined);
  if (entry?.state === 'ready') return <ImportForm project={entry.path} name={entry.name} onClose={onClose} />;
  return (
    <Sheet
      title={entry === undefined ? 'Import a plan' : `Import a plan into ${entry.name}`}
      open
      onClose={onClose}
      width="w-200"
    >
      <p className="px-5 pb-5 text-muted">Open a project first: a mission belongs to one.</p>
    </Sheet>
  );
}

interface ImportFormProps {
  readonly project: string;
  readonly name: string;
  readonly onClose: () => void;
}

function ImportForm({ project, name, onClose }: ImportFormProps): ReactNode {
  const [text, setText] = useState('');
  const [workflow, setWorkflow] = useState('');
  const write = useWrite(project);
  const rested = useLater(text, CHECK_AFTER_MS);
  const planned = { project, text: rested, ...(workflow === '' ? {} : { workflow }) };
  const check = useRead({
    project,
    of: ['plan', workflow, rested],
    read: (client) => client.missions.checkPlan(planned),
    enabled: rested.trim() !== '',
  });
  const isFresh = rested === text;
  const plan = isFresh ? (check.value?.plan ?? null) : null;
  const create = async (): Promise<void> => {
    const made = await write.run(`${plan?.title ?? 'The mission'} is created as a draft.`, (client) =>
      client.missions.create(planned),
    );
    if (made === undefined) return;
    onClose();
    go({ ...MISSIONS, project, mission: made.mission.id });
  };
  return (
    <WriteSheet
      title={`Import a plan into ${name}`}
      line={commands.importPlan(workflow)}
      verb="Create mission"
      disabled={plan === null}
      width="w-200"
      write={write}
      onSubmit={() => void create()}
      onClose={onClose}
    >
      <PlanDrop text={text} flawed={lines(check.value)} onText={setText} />
      {check.problem !== null && text !== '' && (
        <ProblemNote problem={check.problem} className="rounded-lg bg-bad-soft p-3" />
      )}
      {text.trim() !== '' && check.value !== undefined && <PlanCheckNote check={check.value} />}
      <WorkflowField project={project} value={workflow} onChange={setWorkflow} />
    </WriteSheet>
  );
}

function lines(check: PlanCheck | undefined): ReadonlySet<number> {
  return new Set(check?.flaws.flatMap(({ line }) => line ?? []) ?? []);
}
