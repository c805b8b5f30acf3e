import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PlanCheck } from '../../../../electron/contract/missions.ts';
import { count } from '../../../ui/format.ts';

/** The flaws of a plan, each at its line; of one without any, what it would make. */
export function PlanCheckNote({ check }: { readonly check: PlanCheck }): ReactNode {
  const { plan, flaws } = check;
  if (plan === null || flaws.length > 0) {
    return (
      <div role="alert" className="max-h-40 overflow-y-auto rounded-lg bg-bad-soft p-3">
        <ul aria-label="What is wrong" className="space-y-0.5">
          {flaws.map(({ path, line, column, sentence }, index) => (
            <li key={index} className="break-words">
              <span className="tabular font-medium text-bad">
                {line === null ? path : `Line ${line}${column === null ? '' : `:${column}`}`}
              </span>{' '}
              {sentence}
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <p role="status" className="flex gap-2">
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
      <span className="min-w-0 break-words">
        <span className="font-medium">{plan.title}</span>: {count(plan.milestones.length, 'milestone')},{' '}
        {count(plan.features, 'feature')}, {count(plan.assertions, 'assertion')}. It becomes a draft to approve.
      </span>
    </p>
  );
}
