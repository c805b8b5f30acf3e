import type { ReactNode } from 'react';
import { openDemo } from '../../client/demo.ts';
import { useMaestro } from '../../client/store.ts';
import { Button } from '../../ui/Button.tsx';

/** Leads to the demo from where there is nothing of the user's own yet; in a demo there is no other one. */
export function DemoButton(): ReactNode {
  const isDemo = useMaestro((maestro) => maestro.snapshot?.demo === true);
  return isDemo ? null : <Button onClick={openDemo}>Look around a demo</Button>;
}
