import { type ReactNode, useRef, useState } from 'react';
import type { ProjectGraph } from '../../../electron/contract/graph.ts';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import { useWrite } from '../../client/writes.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { WriteSheet } from '../../ui/WriteSheet.tsx';
import { type LinkDraft, linkLine, linkWords, targets } from './select.ts';

const RELATIONS = [
  { value: 'consumes', word: 'Uses it' },
  { value: 'exposes', word: 'Offers to it' },
  { value: 'shared-types', word: 'Shares types' },
] as const;

interface LinkProjectSheetProps {
  readonly project: string;
  readonly name: string;
  readonly graph: ProjectGraph;
  readonly entries: readonly ProjectEntry[];
  readonly onClose: () => void;
}

/** Says how this project depends on another one. */
export function LinkProjectSheet({ project, name, graph, entries, onClose }: LinkProjectSheetProps): ReactNode {
  const [draft, setDraft] = useState<LinkDraft>({ target: '', relation: 'consumes', via: '' });
  const field = useRef<HTMLInputElement>(null);
  const write = useWrite(project);
  const [target, via] = [draft.target.trim(), draft.via.trim()];
  const set = (change: Partial<LinkDraft>): void => setDraft({ ...draft, ...change });
  const link = async (): Promise<void> => {
    const done = await write.run(`${target} is linked.`, (client) =>
      client.graph.link({ project, target, relation: draft.relation, ...(via === '' ? {} : { via }) }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <WriteSheet
      title="Link a project"
      line={linkLine(draft)}
      verb="Link"
      disabled={target === '' || target === name}
      write={write}
      focus={field}
      onSubmit={() => void link()}
      onClose={onClose}
    >
      <Field
        ref={field}
        label="The other project"
        placeholder="web"
        list="graph-targets"
        maxLength={400}
        value={draft.target}
        onChange={(event) => set({ target: event.target.value })}
      />
      <datalist id="graph-targets">
        {targets(graph, entries, name).map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
      <Choice
        label={`What ${name} has to do with it`}
        options={RELATIONS}
        value={draft.relation}
        onChange={(relation) => set({ relation })}
      />
      <Field
        label="Through what (optional)"
        placeholder="types/api.ts"
        mono
        value={draft.via}
        onChange={(event) => set({ via: event.target.value })}
      />
      {target === name && <p className="text-bad">A project cannot be linked with itself.</p>}
      {target !== '' && target !== name && (
        <p className="break-words text-muted">
          {linkWords({ from: name, to: target, relation: draft.relation, ...(via === '' ? {} : { detail: via }) })}.
        </p>
      )}
    </WriteSheet>
  );
}
