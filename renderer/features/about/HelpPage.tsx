import type { ReactNode } from 'react';
import { SystemFrame } from '../doctor/SystemFrame.tsx';
import { HelpTopics } from '../help/HelpTopics.tsx';

/** The help as a screen of System, to stay open. */
export function HelpPage(): ReactNode {
  return (
    <SystemFrame tab="help">
      <h2 className="sr-only">Help</h2>
      <HelpTopics height="min-h-0" className="px-4 py-4" />
    </SystemFrame>
  );
}
