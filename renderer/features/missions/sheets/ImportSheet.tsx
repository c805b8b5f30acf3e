import { CircleCheck, FileText } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import type { PlanCheck } from '../../../../electron/contract/missions.ts';
import { go, MISSIONS } from '../../../client/place.ts';
import { useRead } from '../../../client/reads.ts';
import { useSnapshot } from '../../../client/store.ts';
import { useView } from '../../../client/view.ts';
import { useWrite } from '../../../client/writes.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { count } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/Problem.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { WriteSheet } from '../../../ui/WriteSheet.tsx';
import { useLater } from '../../newContainer/useLater.ts';
import { commands } from '../mission/command-select.ts';
import { PlanText } from './PlanText.tsx';
import { WorkflowField } from './WorkflowField.tsx';

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
    const made = await write.run((client) => client.missions.create(planned));
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
      <DropText text={text} flawed={lines(check.value)} onText={setText} />
      {check.problem !== null && text !== '' && (
        <ProblemNote problem={check.problem} className="rounded-lg bg-bad-soft p-3" />
      )}
      {text.trim() !== '' && check.value !== undefined && <Checked check={check.value} />}
      <WorkflowField project={project} value={workflow} onChange={setWorkflow} />
    </WriteSheet>
  );
}

interface DropTextProps {
  readonly text: string;
  readonly flawed: ReadonlySet<number>;
  readonly onText: (text: string) => void;
}

/** The plan's text; a dropped or chosen file takes its place. */
function DropText({ text, flawed, onText }: DropTextProps): ReactNode {
  const [over, setOver] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const take = async (given: File | undefined): Promise<void> => {
    if (given !== undefined) onText(await given.text());
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className="relative"
      onDrop={drop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
    >
      <div className="mb-1 flex items-center justify-between gap-2">
        <span className="text-small text-muted">Paste the plan, or drop its file.</span>
        <Button look="quiet" className="h-6 px-2" onClick={() => file.current?.click()}>
          Choose a file…
        </Button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          aria-label="Plan file"
          className="hidden"
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </div>
      <PlanText text={text} flawed={flawed} onText={onText} />
      {over && (
        <div
          className={cx(
            'pointer-events-none absolute inset-0 flex items-center justify-center gap-2 rounded-lg',
            'border-2 border-dashed border-accent bg-accent-soft font-medium text-accent',
          )}
        >
          <FileText aria-hidden className="size-4" />
          Drop the file to take its text
        </div>
      )}
    </div>
  );
}

function Checked({ check }: { readonly check: PlanCheck }): ReactNode {
  const { plan, flaws } = check;
  if (plan === null || flaws.length > 0) {
    return (
      <div role="alert" className="max-h-40 overflow-y-auto rounded-lg bg-bad-soft p-3">
        <ul aria-label="What is wrong" className="space-y-0.5">
          {flaws.map(({ path, line, column, sentence }, index) => (
            <li key={index} className="break-words">
              <span className="tabular font-medium text-bad">
                {line === null ? path : `Line ${line}${column === null ? '' : `:${column}`}`}
              </span>{' '}
              {sentence}
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <p role="status" className="flex gap-2">
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
      <span className="min-w-0 break-words">
        <span className="font-medium">{plan.title}</span>: {count(plan.milestones.length, 'milestone')},{' '}
        {count(plan.features, 'feature')}, {count(plan.assertions, 'assertion')}. It becomes a draft to approve.
      </span>
    </p>
  );
}

function lines(check: PlanCheck | undefined): ReadonlySet<number> {
  return new Set(check?.flaws.flatMap(({ line }) => line ?? []) ?? []);
}
