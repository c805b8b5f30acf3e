import { keyOf } from '../shortcuts/shortcuts.ts';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import type { Settings } from '../../../electron/contract/settings.ts';
import { useMaestro } from '../../client/store.ts';
import { go } from '../../client/place.ts';
import { Button } from '../../ui/Button.tsx';
import { chordOf, IS_MAC } from '../../ui/chords.ts';
import { Keys } from '../../ui/Keys.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { ImageLine } from './ImageLine.tsx';
import { Missing } from './Missing.tsx';
import { Chips } from './Chips.tsx';
import { currentDraft, submit, tellKept, useSheet } from './creations.ts';
import { FeatureLine } from './FeatureLine.tsx';
import type { FieldErrors } from './select.ts';
import { RemoteHosts } from './RemoteHosts.tsx';
import { TaskField } from './TaskField.tsx';

interface NewSheetProps {
  readonly settings: Settings;
  readonly onClose: () => void;
}

/** One required field, the task; everything else is a default that can be changed. */
export function NewSheet({ settings, onClose }: NewSheetProps): ReactNode {
  const { draft: typed, errors, problem, sending } = useSheet();
  const draft = typed ?? currentDraft();
  const task = useRef<HTMLTextAreaElement>(null);
  const isAway = useMaestro(({ snapshot }) => snapshot?.docker.state === 'unreachable');
  const send = async (open: boolean): Promise<void> => {
    if (useSheet.getState().sending !== null || isAway) return;
    const id = await submit();
    if (id === undefined) {
      focusError(useSheet.getState().errors, task.current);
      return;
    }
    onClose();
    go(open ? { at: 'creation', id } : { at: 'fleet' });
  };
  const leave = (): void => {
    onClose();
    tellKept();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const chord = chordOf(event, IS_MAC);
    if (chord !== 'mod+enter' && chord !== 'mod+shift+enter') return;
    event.preventDefault();
    void send(chord === 'mod+shift+enter');
  };
  return (
    <Sheet title="New container" open onClose={leave} focus={task} keeps>
      <form
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          void send(false);
        }}
        className="flex min-h-0 flex-1 flex-col"
      >
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-4">
          <Missing />
          {draft.feature !== undefined && <FeatureLine feature={draft.feature} />}
          <TaskField field={task} value={draft.task} error={errors.task} />
          <Chips draft={draft} settings={settings} errors={errors} />
          <RemoteHosts project={draft.project} answers={draft.remoteHosts} />
          <ImageLine />
          <Errors errors={errors} />
          {problem !== null && <ProblemNote problem={problem} className="mt-3 rounded-lg bg-bad-soft p-3" />}
        </div>
        <footer className="flex h-14 shrink-0 items-center gap-2 border-t border-line px-5">
          <span className="mr-auto hidden text-small text-muted sm:inline">
            Your folder is copied in, never changed.
          </span>
          <Button onClick={() => void send(true)} disabled={sending !== null || isAway}>
            Create and open
            <Keys chord={keyOf('create-open')} />
          </Button>
          <Button type="submit" look="primary" disabled={sending !== null || isAway}>
            {sending === null ? 'Create' : 'Checking'}
            <span className="font-normal">{IS_MAC ? '⌘↵' : 'Ctrl ↵'}</span>
          </Button>
        </footer>
      </form>
    </Sheet>
  );
}

/** Errors of chips stand below the row, each with the chip's name, because a chip has no room for a sentence. */
function Errors({ errors }: { readonly errors: FieldErrors }): ReactNode {
  const lines = Object.entries(errors).filter(([field]) => field !== 'task');
  if (lines.length === 0) return null;
  return (
    <div role="alert" className="mt-2 space-y-0.5 text-bad">
      {lines.map(([field, sentence]) => (
        <p key={field}>
          <span className="font-medium">{CHIP_NAMES[field] ?? field}:</span> {sentence}
        </p>
      ))}
    </div>
  );
}

const CHIP_NAMES: Readonly<Record<string, string>> = {
  project: 'Project',
  branch: 'Branch',
  agent: 'Agent',
  model: 'Model',
  limits: 'Limits',
  domains: 'Hosts',
};

function focusError(errors: FieldErrors, task: HTMLElement | null): void {
  const field = Object.keys(errors)[0];
  if (field === undefined) return;
  if (errors.task !== undefined) task?.focus();
  else document.querySelector<HTMLElement>(`[data-chip="${CHIP_NAMES[field] ?? ''}"]`)?.focus();
}
