import { type ReactNode, useRef, useState } from 'react';
import type { Proposal } from '../../../electron/contract/proposals.ts';
import { useWrite } from '../../client/writes.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { WriteSheet } from '../../ui/WriteSheet.tsx';
import { commaParts, correctLine, type CorrectionDraft, draftFlaw, draftOf, takeLine } from './memory-select.ts';

const SEVERITIES = [
  { value: 'soft', word: 'Soft: when it fits' },
  { value: 'hard', word: 'Hard: always' },
] as const;

interface CorrectSheetProps {
  readonly project: string;
  /** It is taken, and this is where its words come from; unset: the correction is its user's own. */
  readonly proposal?: Proposal;
  readonly onClose: () => void;
}

/** Keeps a rule with the words and files that bring it up. */
export function CorrectSheet({ project, proposal, onClose }: CorrectSheetProps): ReactNode {
  const [draft, setDraft] = useState<CorrectionDraft>(() => draftOf(proposal));
  const field = useRef<HTMLTextAreaElement>(null);
  const write = useWrite(project);
  const set = (change: Partial<CorrectionDraft>): void => setDraft({ ...draft, ...change });
  const flaw = draftFlaw(draft);
  const keep = async (): Promise<void> => {
    const source = draft.source.trim();
    const said = { keywords: commaParts(draft.keywords), globs: commaParts(draft.globs), severity: draft.severity };
    const rule = draft.rule.trim();
    const done = await write.run('The correction is kept.', async (client) =>
      proposal === undefined
        ? await client.memory.correct({ project, rule, ...said, ...(source === '' ? {} : { source }) })
        : await client.proposals.take({ project, id: proposal.id, text: rule, ...said }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <WriteSheet
      title={proposal === undefined ? 'Add a correction' : 'Take a proposed correction'}
      line={proposal === undefined ? correctLine(draft) : takeLine(proposal.id, draft)}
      verb="Keep it"
      disabled={flaw !== null}
      write={write}
      focus={field}
      onSubmit={() => void keep()}
      onClose={onClose}
    >
      <TextArea
        ref={field}
        label="Rule"
        placeholder="Use npm ci, never npm install"
        maxLength={10_000}
        value={draft.rule}
        onChange={(event) => set({ rule: event.target.value })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label="Words that bring it up"
          placeholder="install, dependencies"
          hint="Separated by commas"
          value={draft.keywords}
          onChange={(event) => set({ keywords: event.target.value })}
        />
        <Field
          label="Files that bring it up"
          placeholder="package.json, src/**/*.ts"
          hint="Patterns, separated by commas"
          mono
          value={draft.globs}
          onChange={(event) => set({ globs: event.target.value })}
        />
      </div>
      <Choice
        label="When worker prompts recall it"
        options={SEVERITIES}
        value={draft.severity}
        onChange={(severity) => set({ severity })}
      />
      {proposal === undefined ? (
        <Field
          label="What gave rise to it (optional)"
          placeholder="npm install changed the lock file"
          value={draft.source}
          onChange={(event) => set({ source: event.target.value })}
        />
      ) : (
        <p className="break-words text-muted">{proposal.because}</p>
      )}
      {flaw !== null && <p className="text-muted">{flaw}</p>}
    </WriteSheet>
  );
}
