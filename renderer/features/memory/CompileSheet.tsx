import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { MemoryView } from '../../../electron/contract/memory.ts';
import { useWrite } from '../../client/writes.ts';
import { Button } from '../../ui/Button.tsx';
import { count } from '../../ui/format.ts';
import { Fold } from '../../ui/Fold.tsx';
import { maestroLine } from '../../ui/shell.ts';
import { TextArea } from '../../ui/TextArea.tsx';
import { WriteSheet } from '../../ui/WriteSheet.tsx';
import { Diff } from './Diff.tsx';
import { diffLines } from './diff-select.ts';

interface CompileSheetProps {
  readonly project: string;
  readonly memory: MemoryView;
  readonly onClose: () => void;
}

/** Writes the guidance anew: the learnings to make it from, the text, and how it differs from what counts now. */
export function CompileSheet({ project, memory, onClose }: CompileSheetProps): ReactNode {
  const before = memory.compiled?.summary ?? '';
  const [summary, setSummary] = useState(before);
  const field = useRef<HTMLTextAreaElement>(null);
  const write = useWrite(project);
  const text = summary.trim();
  const diff = useMemo(() => diffLines(before.trim(), text), [before, text]);
  const changed = diff.some(({ kind }) => kind !== 'same');
  const apply = async (): Promise<void> => {
    const done = await write.run('The guidance is applied.', (client) =>
      client.memory.compile({ project, summary: text }),
    );
    if (done !== undefined) onClose();
  };
  const insert = (): void => {
    const lines = memory.learnings.map(({ content }) => `- ${content}`);
    setSummary([summary.trimEnd(), ...lines].filter((line) => line !== '').join('\n'));
    field.current?.focus();
  };
  return (
    <WriteSheet
      title="Compile the learnings"
      line={maestroLine('memory-compile', '--summary', text === '' ? '…' : text)}
      verb="Apply"
      disabled={text === '' || (!changed && memory.compiled?.rawCount === memory.learnings.length)}
      width="w-180"
      write={write}
      focus={field}
      onSubmit={() => void apply()}
      onClose={onClose}
    >
      <p className="text-muted">
        Every worker prompt will carry this text. The {count(memory.learnings.length, 'learning')} behind it stay.
      </p>
      {memory.learnings.length > 0 && (
        <div className="flex flex-wrap items-start gap-2">
          <Fold title={count(memory.learnings.length, 'learning')} className="flex-1">
            <ul className="mt-1 max-h-40 list-disc space-y-0.5 overflow-y-auto pl-8">
              {memory.learnings.map(({ content }, index) => (
                <li key={index} className="break-words">
                  {content}
                </li>
              ))}
            </ul>
          </Fold>
          <Button onClick={insert}>Insert them</Button>
        </div>
      )}
      <TextArea
        ref={field}
        label="Guidance"
        placeholder="Reset the test database first."
        value={summary}
        onChange={(event) => setSummary(event.target.value)}
      />
      <section aria-label="What would change">
        <h3 className="mb-1 text-small text-muted">What would change</h3>
        {changed ? <Diff lines={diff} /> : <p className="text-muted">Nothing: the text is the one that counts now.</p>}
      </section>
    </WriteSheet>
  );
}
