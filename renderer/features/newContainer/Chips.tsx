import type { ReactNode } from 'react';
import type { Settings } from '../../../electron/contract/settings.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Field } from '../../ui/Field.tsx';
import { AgentEditor } from './AgentEditor.tsx';
import { edit } from './creations.ts';
import { ProjectPicker } from './ProjectPicker.tsx';
import { type Draft, type FieldErrors, folderName, hostsWord, leavesTask, MODE_WORDS, toggled } from './select.ts';
import { BranchChip } from './BranchChip.tsx';
import { HostsEditor } from './HostsEditor.tsx';
import { ToggleChip } from './ToggleChip.tsx';
import { TypeTask } from './TypeTask.tsx';

interface ChipsProps {
  readonly draft: Draft;
  readonly settings: Settings;
  readonly errors: FieldErrors;
}

/** The defaults of a new container, a chip each. */
export function Chips({ draft, settings, errors }: ChipsProps): ReactNode {
  const { project, agent, model, command, memory, cpus, pids, domains, preset, startMode } = draft;
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
      <Chip name="Hosts" value={hostsWord(draft, settings)} error={errors.domains}>
        {() => <HostsEditor preset={preset} domains={domains} allowed={settings.allowedDomains} />}
      </Chip>
      <ToggleChip
        pressed={startMode === 'plan'}
        onToggle={() => edit({ startMode: toggled(startMode, settings.defaults.startMode) })}
      >
        {MODE_WORDS[startMode]}
      </ToggleChip>
      {leavesTask(draft) && <TypeTask typeTask={draft.typeTask} />}
    </div>
  );
}
