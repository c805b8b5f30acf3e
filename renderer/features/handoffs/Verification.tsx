import { CircleCheck, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ClaimCheck } from '../../../electron/contract/handoffs.ts';
import { useRead } from '../../client/reads.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { count } from '../../ui/format.ts';
import { Fold } from '../../ui/Fold.tsx';
import { Reading } from '../../ui/Reading.tsx';

const LOOKS: Readonly<Record<ClaimCheck['state'], { icon: LucideIcon; colour: string; word: string }>> = {
  contradicted: { icon: CircleX, colour: 'text-bad', word: 'Contradicted' },
  unknown: { icon: CircleHelp, colour: 'text-muted', word: 'Cannot tell' },
  holds: { icon: CircleCheck, colour: 'text-good', word: 'Holds' },
};

/** What git says about each claim of a handoff; what it contradicts comes first. */
export function Verification({ project, id }: { readonly project: string; readonly id: string }): ReactNode {
  const state = useRead({
    project,
    of: ['verify', id],
    read: (client) => client.handoffs.verify({ project, id }),
  });
  return (
    <section aria-label="What git says" className="mx-4 mb-3 shrink-0 rounded-lg border border-line bg-chrome p-3">
      <Reading state={state} what="what git says">
        {({ findings }) => (
          <Findings findings={findings}>
            <div className="mt-2 flex flex-wrap items-center gap-2">
              <Button onClick={state.retry}>Verify again</Button>
              <CommandLine line={`maestro handoff verify ${id}`} />
            </div>
          </Findings>
        )}
      </Reading>
    </section>
  );
}

interface FindingsProps {
  readonly findings: readonly ClaimCheck[];
  readonly children: ReactNode;
}

function Findings({ findings, children }: FindingsProps): ReactNode {
  const of = (state: ClaimCheck['state']): ClaimCheck[] => findings.filter((finding) => finding.state === state);
  const contradicted = of('contradicted');
  return (
    <>
      <p role="status" className="font-medium">
        {findings.length === 0
          ? 'It claims nothing that git could check.'
          : `${contradicted.length} of ${count(findings.length, 'claim')} contradicted by git.`}
      </p>
      <List findings={contradicted} />
      <List findings={of('unknown')} />
      {of('holds').length > 0 && (
        <Fold title={`${count(of('holds').length, 'claim')} that hold`} className="mt-1">
          <List findings={of('holds')} />
        </Fold>
      )}
      {children}
    </>
  );
}

function List({ findings }: { readonly findings: readonly ClaimCheck[] }): ReactNode {
  if (findings.length === 0) return null;
  return (
    <ul className="mt-1.5 space-y-1">
      {findings.map(({ claim, state, reason }, index) => {
        const { icon: Icon, colour, word } = LOOKS[state];
        return (
          <li key={`${index} ${claim}`} className="flex min-w-0 gap-2">
            <Icon aria-label={word} className={`mt-0.5 size-4 shrink-0 ${colour}`} />
            <span className="min-w-0">
              <code className="font-mono text-code wrap-anywhere">{claim}</code>{' '}
              <span className="break-words text-muted">{reason}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
