import type { ReactNode } from 'react';
import type { BoardFeature } from '../../../../electron/contract/board.ts';
import { Part } from '../../../ui/Part.tsx';
import { Prose } from './Prose.tsx';

/** What must hold before, what after, and how that is verified. */
export function ConditionsPart({ card: { feature } }: { readonly card: BoardFeature }): ReactNode {
  return (
    <>
      {feature.preconditions !== undefined && (
        <Part title="Preconditions">
          <Prose text={feature.preconditions} />
        </Part>
      )}
      {feature.expectedBehavior !== undefined && (
        <Part title="Expected behaviour">
          <Prose text={feature.expectedBehavior} />
        </Part>
      )}
      <Part title="Verification">
        <ol className="list-decimal space-y-0.5 pl-5 marker:text-muted">
          {feature.verificationSteps.map((step, index) => (
            <li key={index} className="break-words">
              {step}
            </li>
          ))}
        </ol>
      </Part>
    </>
  );
}
