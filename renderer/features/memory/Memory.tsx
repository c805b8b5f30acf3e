import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { LintWarning, MemoryView } from '../../../electron/contract/memory.ts';
import type { ProposalList } from '../../../electron/contract/proposals.ts';
import { type ReadState, useRead } from '../../client/reads.ts';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { FilePath } from '../../ui/FilePath.tsx';
import { count } from '../../ui/format.ts';
import { Fold } from '../../ui/Fold.tsx';
import { HintText } from '../../ui/HintText.tsx';
import { Reading } from '../../ui/Reading.tsx';
import { TabBar } from '../../ui/TabBar.tsx';
import { Corrections } from './Corrections.tsx';
import { Learnings } from './Learnings.tsx';
import { Proposed } from './Proposed.tsx';
import { Ratchet } from './Ratchet.tsx';
import { MEMORY_TABS, type MemoryTab, memoryWords } from './memory-select.ts';

/** What a project remembers: rules that somebody had to state, what sessions learned, and what must not come back. */
export function Memory({ project }: { readonly project: string; readonly mission?: string }): ReactNode {
  const state = useRead({ project, of: ['memory'], read: (client) => client.memory.read({ project }) });
  const proposed = useRead({ project, of: ['proposals'], read: (client) => client.proposals.list({ project }) });
  return (
    <Reading state={state} what="the memory">
      {(memory) => <Shown project={project} memory={memory} proposed={proposed} />}
    </Reading>
  );
}

const WORDS: Readonly<Record<MemoryTab, string>> = {
  corrections: 'Corrections',
  learnings: 'Learnings',
  proposed: 'Proposed',
  ratchet: 'Ratchet',
};

interface ShownProps {
  readonly project: string;
  readonly memory: MemoryView;
  readonly proposed: ReadState<ProposalList>;
}

function Shown({ project, memory, proposed }: ShownProps): ReactNode {
  const [tab, setTab] = useState<MemoryTab>('corrections');
  const counts: Readonly<Record<MemoryTab, number>> = {
    corrections: memory.corrections.length,
    learnings: memory.learnings.length,
    proposed: proposed.value?.proposals.length ?? 0,
    ratchet: memory.suite.assertions.length,
  };
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 border-b border-line px-4 py-1.5">
        <span className="tabular">{memoryWords(memory)}</span>
        <FilePath path={memory.folder} root={project} />
      </div>
      {memory.lint.length > 0 && <Lint warnings={memory.lint} />}
      <TabBar
        label="Parts of the memory"
        tabs={MEMORY_TABS.map((name) => ({ name, word: WORDS[name], count: counts[name] }))}
        value={tab}
        onChange={setTab}
      >
        {tab === 'corrections' && <Corrections project={project} memory={memory} uses={proposed.value?.uses ?? {}} />}
        {tab === 'learnings' && <Learnings project={project} memory={memory} />}
        {tab === 'proposed' && (
          <Reading state={proposed} what="what is proposed">
            {({ proposals }) => <Proposed project={project} proposals={proposals} />}
          </Reading>
        )}
        {tab === 'ratchet' && <Ratchet project={project} memory={memory} />}
      </TabBar>
    </div>
  );
}

function Lint({ warnings }: { readonly warnings: readonly LintWarning[] }): ReactNode {
  return (
    <div className="shrink-0 border-b border-line px-4 py-1.5">
      <Fold
        title={
          <span className="flex items-center gap-1.5">
            <TriangleAlert aria-hidden className="size-3.5 shrink-0 text-warn" />
            {count(warnings.length, 'thing')} in the memory {warnings.length === 1 ? 'deserves' : 'deserve'} a look
          </span>
        }
      >
        <ul className="mt-1 max-h-40 space-y-0.5 overflow-y-auto pl-5">
          {warnings.map(({ category, message }) => (
            <li key={message} className="break-words">
              <span className="text-muted">{category}: </span>
              <HintText hint={message} />
            </li>
          ))}
        </ul>
        <CommandLine line="maestro memory-lint" className="pl-5" />
      </Fold>
    </div>
  );
}
