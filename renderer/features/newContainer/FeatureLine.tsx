import type { ReactNode } from 'react';
import type { FeatureRef } from '../../../electron/contract/launches.ts';
import { Button } from '../../ui/Button.tsx';
import { edit } from './creations.ts';

/** Which feature of a mission the new container is for, and what follows from that. */
export function FeatureLine({ feature }: { readonly feature: FeatureRef }): ReactNode {
  return (
    <div className="mb-2 flex items-center justify-between gap-3 text-muted">
      <p className="min-w-0 break-words">
        For the feature <code className="font-mono text-code text-ink">{feature.feature}</code>: it begins with the work
        of those before it.
      </p>
      <Button look="quiet" className="shrink-0" onClick={() => edit({ feature: undefined })}>
        Not for a feature
      </Button>
    </div>
  );
}
