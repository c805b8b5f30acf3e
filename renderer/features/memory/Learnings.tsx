import { Lightbulb, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Learning, MemoryView } from '../../../electron/contract/memory.ts';
import { Age } from '../../ui/Ages.tsx';
import { Blank } from '../../ui/Blank.tsx';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { CompileSheet } from './CompileSheet.tsx';
import { LearnSheet } from './LearnSheet.tsx';
import { freshness } from './memory-select.ts';

interface LearningsProps {
  readonly project: string;
  readonly memory: MemoryView;
}

/** The guidance that every worker prompt carries, and the learnings that it is made from. */
export function Learnings({ project, memory }: LearningsProps): ReactNode {
  const [sheet, setSheet] = useState<'learn' | 'compile' | null>(null);
  const { learnings, compiled } = memory;
  const add = (
    <Button onClick={() => setSheet('learn')}>
      <Plus aria-hidden className="size-4" />
      Add a learning
    </Button>
  );
  const nothing = learnings.length === 0 && compiled === null;
  return (
    <div className="flex h-full min-h-0 flex-col">
      {nothing ? (
        <Blank icon={Lightbulb} title="Nothing was learned yet.">
          <p className="max-w-110">
            Agents leave here what they found out. Compiled into guidance, it stands in every worker prompt.
          </p>
          {add}
          <CommandLine line="maestro memory-learn --help" />
        </Blank>
      ) : (
        <div className="space-y-5 p-4">
          <Guidance memory={memory} onCompile={() => setSheet('compile')} />
          <section aria-label="Learnings">
            <div className="mb-1 flex flex-wrap items-center gap-2">
              <h2 className="mr-auto font-semibold">Learnings</h2>
              {add}
            </div>
            <ul>
              {learnings.toReversed().map((learning, index) => (
                <Row key={`${learning.sessionDate} ${learnings.length - index}`} learning={learning} />
              ))}
            </ul>
            {learnings.length === 0 && <p className="text-muted">The learnings behind the guidance are gone.</p>}
          </section>
        </div>
      )}
      {sheet === 'learn' && <LearnSheet project={project} onClose={() => setSheet(null)} />}
      {sheet === 'compile' && <CompileSheet project={project} memory={memory} onClose={() => setSheet(null)} />}
    </div>
  );
}

interface GuidanceProps {
  readonly memory: MemoryView;
  readonly onCompile: () => void;
}

function Guidance({ memory, onCompile }: GuidanceProps): ReactNode {
  const { compiled } = memory;
  return (
    <section aria-label="Guidance" className="rounded-lg border border-line bg-chrome p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="font-semibold">Guidance</h2>
        <span className="mr-auto text-muted">
          {compiled !== null && (
            <>
              <Age at={compiled.compiledAt} /> old,{' '}
            </>
          )}
          {freshness(memory)}
        </span>
        <Button look={compiled === null ? 'primary' : 'plain'} onClick={onCompile}>
          {compiled === null ? 'Compile' : 'Compile again'}
        </Button>
      </div>
      {compiled === null ? (
        <p className="mt-1 text-muted">Worker prompts carry no guidance yet.</p>
      ) : (
        <p className="mt-2 max-h-60 overflow-y-auto break-words whitespace-pre-wrap">{compiled.summary}</p>
      )}
    </section>
  );
}

function Row({ learning }: { readonly learning: Learning }): ReactNode {
  return (
    <li className="flex min-w-0 flex-wrap gap-x-3 border-b border-line/70 py-2 last:border-0">
      <p className="min-w-0 flex-1 basis-60 break-words whitespace-pre-wrap">{learning.content}</p>
      <p className="tabular text-small text-muted">
        {learning.sessionDate}
        {learning.branch !== undefined && (
          <>
            {' '}
            <code className="font-mono">{learning.branch}</code>
          </>
        )}
      </p>
    </li>
  );
}
