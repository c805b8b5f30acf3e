import { Check, Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../../../electron/contract/errors.ts';
import { ask } from '../../../client/ask.ts';
import { Button } from '../../../ui/Button.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { ActionMenu } from '../../../ui/Menu.tsx';
import { ProblemNote } from '../../../ui/Problem.tsx';

const FORMS = [
  { value: 'graph', word: 'Graph' },
  { value: 'list', word: 'List' },
] as const;

interface GraphToolsProps {
  readonly project: string;
  readonly mission: string;
  readonly form: 'graph' | 'list';
  readonly onForm: (form: 'graph' | 'list') => void;
}

/** Graph or list, and the same as text for other programs. */
export function GraphTools({ project, mission, form, onForm }: GraphToolsProps): ReactNode {
  const [copied, setCopied] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const copy = async (format: 'mermaid' | 'dot', word: string): Promise<void> => {
    const answer = await ask((client) => client.missions.graph({ project, mission, format }));
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    await navigator.clipboard.writeText(answer.value.text);
    setCopied(word);
  };
  const line = (format: 'mermaid' | 'dot', word: string) => ({
    label: `Copy as ${word}`,
    run: () => void copy(format, word),
  });
  return (
    <div className="shrink-0 px-4 pt-2">
      <div className="flex flex-wrap items-center gap-2">
        <Choice label="Show as" hidden options={FORMS} value={form} onChange={onForm} />
        <ActionMenu
          label="Copy the graph"
          lines={[line('mermaid', 'Mermaid'), line('dot', 'DOT')]}
          trigger={
            <Button>
              {copied === null ? <Copy aria-hidden className="size-3.5" /> : <Check aria-hidden className="size-3.5" />}
              Copy
            </Button>
          }
        />
        <span role="status" className="text-small text-muted">
          {copied !== null && `Copied as ${copied}.`}
        </span>
      </div>
      {problem !== null && <ProblemNote problem={problem} className="mt-2 rounded-lg bg-bad-soft p-3" />}
    </div>
  );
}
