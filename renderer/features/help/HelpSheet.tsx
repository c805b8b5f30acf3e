import { type ReactNode, useRef } from 'react';
import { Sheet } from '../../ui/Sheet.tsx';
import { HelpTopics } from './HelpTopics.tsx';

interface HelpSheetProps {
  readonly topic: string | undefined;
  readonly onClose: () => void;
}

/** The help over any place. */
export function HelpSheet({ topic, onClose }: HelpSheetProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  return (
    <Sheet title="Help" open onClose={onClose} focus={list} width="w-270">
      <HelpTopics topic={topic} list={list} height="h-[min(70vh,40rem)]" className="px-5 pb-5" />
    </Sheet>
  );
}
