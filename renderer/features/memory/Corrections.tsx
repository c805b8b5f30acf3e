import { Brain, Plus, Search } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { Correction, MemoryView } from '../../../electron/contract/memory.ts';
import type { RuleUse } from '../../../electron/contract/proposals.ts';
import { Age } from '../../ui/Ages.tsx';
import { Blank } from '../../ui/Blank.tsx';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { cx } from '../../ui/cx.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { CorrectSheet } from './CorrectSheet.tsx';
import { PromoteSheet } from './PromoteSheet.tsx';
import { foundCorrections, usedWords } from './memory-select.ts';

interface CorrectionsProps {
  readonly project: string;
  readonly memory: MemoryView;
  /** How each was used, by its id. */
  readonly uses: Readonly<Record<string, RuleUse>>;
}

/** The rules that worker prompts recall, newest first. */
export function Corrections({ project, memory, uses }: CorrectionsProps): ReactNode {
  const [query, setQuery] = useState('');
  const [adding, setAdding] = useState(false);
  const [promoting, setPromoting] = useState<Correction | null>(null);
  const search = useRef<HTMLInputElement>(null);
  useShortcuts({ search: () => search.current?.focus() });
  const found = foundCorrections(memory.corrections, query);
  const add = (
    <Button look="primary" onClick={() => setAdding(true)}>
      <Plus aria-hidden className="size-4" />
      Add a correction
    </Button>
  );
  return (
    <div className="flex h-full min-h-0 flex-col">
      {memory.corrections.length === 0 ? (
        <Blank icon={Brain} title="No corrections yet.">
          <p className="max-w-110">
            Say once what an agent should do differently. Worker prompts recall it whenever its words or files come up.
          </p>
          {add}
          <CommandLine line="maestro memory-correct --help" />
        </Blank>
      ) : (
        <>
          <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2">
            <SearchField
              field={search}
              label="Search the corrections"
              query={query}
              onQuery={setQuery}
              className="w-60"
            />
            <span className="ml-auto">{add}</span>
          </div>
          {found.length === 0 && <Blank icon={Search} title={`No correction matches “${query}”.`} />}
          <ul aria-label="Corrections" className="px-4 pb-4">
            {found.map((correction) => (
              <Row
                key={correction.id}
                correction={correction}
                use={usedWords(uses[correction.id])}
                onPromote={() => setPromoting(correction)}
              />
            ))}
          </ul>
        </>
      )}
      {adding && <CorrectSheet project={project} onClose={() => setAdding(false)} />}
      {promoting !== null && (
        <PromoteSheet project={project} correction={promoting} onClose={() => setPromoting(null)} />
      )}
    </div>
  );
}

interface RowProps {
  readonly correction: Correction;
  /** Empty: it was not used yet. */
  readonly use: string;
  readonly onPromote: () => void;
}

function Row({ correction, use, onPromote }: RowProps): ReactNode {
  const { id, rule, source, trigger, severity, createdAt, promotedToRatchet } = correction;
  return (
    <li className="flex min-w-0 flex-wrap items-start gap-x-3 gap-y-1 border-b border-line/70 py-2 last:border-0">
      <SeverityBadge severity={severity} />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium break-words">{rule}</p>
        {source !== rule && <p className="break-words text-muted">After: {source}</p>}
        <p className="flex flex-wrap gap-x-1.5 gap-y-1 text-small text-muted">
          <code className="font-mono">{id}</code>
          <span>
            <Age at={createdAt} /> ago
          </span>
          {use !== '' && <span>{use}</span>}
          {trigger.keywords.map((word) => (
            <span key={word} className="rounded-sm bg-chrome px-1">
              {word}
            </span>
          ))}
          {trigger.fileGlobs.map((glob) => (
            <code key={glob} className="rounded-sm bg-chrome px-1 font-mono wrap-anywhere">
              {glob}
            </code>
          ))}
        </p>
      </div>
      {promotedToRatchet === undefined ? (
        <Button look="quiet" onClick={onPromote} aria-label={`Promote ${id}`}>
          Promote
        </Button>
      ) : (
        <span className="py-1 text-small text-muted">In the ratchet</span>
      )}
    </li>
  );
}

function SeverityBadge({ severity }: Pick<Correction, 'severity'>): ReactNode {
  const hard = severity === 'hard';
  return (
    <span
      title={hard ? 'Every worker prompt recalls it' : 'Recalled when its words or files come up'}
      className={cx(
        'mt-0.5 w-10 shrink-0 rounded-sm text-center text-small font-medium',
        hard ? 'bg-accent-soft text-accent' : 'bg-press text-muted',
      )}
    >
      {hard ? 'Hard' : 'Soft'}
    </span>
  );
}
