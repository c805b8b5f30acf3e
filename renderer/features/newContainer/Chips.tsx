import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Settings } from '../../../electron/contract/settings.ts';
import { PROMPT, TASK_FILE } from '../../../electron/contract/agents.ts';
import { useMaestro } from '../../client/store.ts';
import { Chip } from '../../ui/Chip.tsx';
import { cx } from '../../ui/cx.ts';
import { Field } from '../../ui/Field.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { count } from '../../ui/format.ts';
import { AgentEditor } from './AgentEditor.tsx';
import { edit } from './creations.ts';
import { ProjectPicker } from './ProjectPicker.tsx';
import { type Draft, type FieldErrors, folderName, leavesTask } from './select.ts';
import { useLater } from './useLater.ts';

const SUGGEST_AFTER_MS = 250;

interface ChipsProps {
  readonly draft: Draft;
  readonly settings: Settings;
  readonly errors: FieldErrors;
}

/** The defaults of a new container, a chip each. */
export function Chips({ draft, settings, errors }: ChipsProps): ReactNode {
  const { project, agent, model, command, memory, cpus, pids, domains, plan } = draft;
  const extra = domains.split(/[\s,]+/).filter(Boolean).length;
  const allowed = settings.allowedDomains.length;
  return (
    <div className="mt-1 flex flex-wrap gap-1.5">
      <Chip name="Project" value={project === '' ? 'Choose a folder' : folderName(project)} error={errors.project} wide>
        {(close) => (
          <ProjectPicker
            recents={settings.recentProjects}
            project={project}
            onChoose={(path) => {
              edit({ project: path });
              close();
            }}
          />
        )}
      </Chip>
      <BranchChip draft={draft} error={errors.branch} />
      <Chip name="Agent" value={agent === 'custom' && command !== '' ? command : agent} error={errors.agent}>
        {(close) => <AgentEditor draft={draft} onDone={close} />}
      </Chip>
      {agent !== 'custom' && (
        <Chip name="Model" value={model === '' ? 'default' : model} error={errors.model}>
          {() => (
            <Field
              label="Model"
              mono
              value={model}
              placeholder="The agent’s own default"
              onChange={(event) => edit({ model: event.target.value })}
            />
          )}
        </Chip>
      )}
      <Chip name="Limits" value={`${cpus} CPU · ${memory}`} error={errors.limits}>
        {() => (
          <div className="grid grid-cols-3 gap-2">
            <Field
              label="CPUs"
              value={cpus}
              inputMode="decimal"
              onChange={(event) => edit({ cpus: event.target.value })}
            />
            <Field label="Memory" value={memory} onChange={(event) => edit({ memory: event.target.value })} />
            <Field
              label="Processes"
              value={pids}
              inputMode="numeric"
              onChange={(event) => edit({ pids: event.target.value })}
            />
          </div>
        )}
      </Chip>
      <Chip name="Hosts" value={extra === 0 ? `${allowed} standard` : `${allowed} + ${extra}`} error={errors.domains}>
        {() => <HostsEditor domains={domains} allowed={settings.allowedDomains} />}
      </Chip>
      <Toggle pressed={plan} onToggle={() => edit({ plan: !plan })}>
        {plan ? 'Plan first' : 'Plan mode off'}
      </Toggle>
      {leavesTask(draft) && <TypeTask typeTask={draft.typeTask} />}
    </div>
  );
}

/** A command that is not handed the task finds it in a file; a shell would run what is typed into it. */
function TypeTask({ typeTask }: Pick<Draft, 'typeTask'>): ReactNode {
  return (
    <>
      <Toggle pressed={typeTask} onToggle={() => edit({ typeTask: !typeTask })}>
        Type the task into it
      </Toggle>
      <p className="basis-full text-small text-muted" role="status">
        {typeTask
          ? 'The task is typed into the command as soon as it reads. A shell would run it.'
          : `The command line has no ${PROMPT}: the task lies in ${TASK_FILE} in the container.`}
      </p>
    </>
  );
}

interface ToggleProps {
  readonly pressed: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

function Toggle({ pressed, onToggle, children }: ToggleProps): ReactNode {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onToggle}
      className={cx(
        'inline-flex h-7 items-center rounded-md border px-2 transition-colors',
        pressed ? 'border-accent bg-accent-soft text-accent' : 'border-line text-muted hover:bg-hover',
      )}
    >
      {children}
    </button>
  );
}

/** The branch follows the task until the user writes one. */
function BranchChip({ draft, error }: { readonly draft: Draft; readonly error: string | undefined }): ReactNode {
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
            branch === '' ? 'Empty: proposed from the task.' : 'Made in the container from what is checked out now.'
          }
          onChange={(event) => edit({ branch: event.target.value })}
        />
      )}
    </Chip>
  );
}

interface HostsEditorProps {
  readonly domains: string;
  readonly allowed: readonly string[];
}

function HostsEditor({ domains, allowed }: HostsEditorProps): ReactNode {
  return (
    <>
      <label className="block">
        <span className="mb-1 block text-small text-muted">Hosts that this agent may reach besides</span>
        <textarea
          value={domains}
          rows={3}
          spellCheck={false}
          placeholder="api.example.com"
          onChange={(event) => edit({ domains: event.target.value })}
          className="block w-full resize-none rounded-md border border-line bg-surface px-2 py-1 font-mono text-code"
        />
      </label>
      <Fold title={`${count(allowed.length, 'host')} always allowed`} className="mt-1.5 text-small">
        <p className="mt-1 max-h-40 overflow-y-auto font-mono text-code break-words whitespace-pre-line text-muted">
          {allowed.join('\n')}
        </p>
      </Fold>
    </>
  );
}
