import { type ReactNode, useRef, useState } from 'react';
import { useWrite } from '../../client/writes.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { WriteSheet } from '../../ui/WriteSheet.tsx';
import { commaParts, correctLine, type CorrectionDraft, draftFlaw } from './memory-select.ts';

const SEVERITIES = [
  { value: 'soft', word: 'Soft: when it fits' },
  { value: 'hard', word: 'Hard: always' },
] as const;

interface CorrectSheetProps {
  readonly project: string;
  readonly onClose: () => void;
}

/** Keeps a rule with the words and files that bring it up. */
export function CorrectSheet({ project, onClose }: CorrectSheetProps): ReactNode {
  const [draft, setDraft] = useState<CorrectionDraft>({
    rule: '',
    keywords: '',
    globs: '',
    severity: 'soft',
    source: '',
  });
  const field = useRef<HTMLTextAreaElement>(null);
  const write = useWrite(project);
  const set = (change: Partial<CorrectionDraft>): void => setDraft({ ...draft, ...change });
  const flaw = draftFlaw(draft);
  const keep = async (): Promise<void> => {
    const source = draft.source.trim();
    const done = await write.run('The correction is kept.', (client) =>
      client.memory.correct({
        project,
        rule: draft.rule.trim(),
        keywords: commaParts(draft.keywords),
        globs: commaParts(draft.globs),
        severity: draft.severity,
        ...(source === '' ? {} : { source }),
      }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <WriteSheet
      title="Add a correction"
      line={correctLine(draft)}
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
      <Field
        label="What gave rise to it (optional)"
        placeholder="npm install changed the lock file"
        value={draft.source}
        onChange={(event) => set({ source: event.target.value })}
      />
      {flaw !== null && <p className="text-muted">{flaw}</p>}
    </WriteSheet>
  );
}
