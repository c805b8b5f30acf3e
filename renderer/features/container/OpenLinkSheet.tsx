import { type ReactNode, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { WebLink } from '../../ui/WebLink.tsx';
import { linkTarget } from './select.ts';

interface OpenLinkSheetProps {
  readonly address: string;
  readonly onClose: () => void;
}

/** A link from a terminal is text that an agent wrote: it opens only after the user saw where it really leads. */
export function OpenLinkSheet({ address, onClose }: OpenLinkSheetProps): ReactNode {
  const cancel = useRef<HTMLButtonElement>(null);
  const target = linkTarget(address);
  return (
    <Sheet
      title={target === undefined ? 'This link cannot be opened' : `Open ${target.host}?`}
      role="alertdialog"
      open
      onClose={onClose}
      width="w-116"
      focus={cancel}
    >
      <div className="px-5 pb-4">
        <p className="mb-2 text-muted">
          {target === undefined ? 'Only web addresses are opened.' : 'The address comes from the terminal’s output.'}
        </p>
        <p className="max-h-40 overflow-y-auto rounded-md border border-line bg-chrome p-2 font-mono text-code break-all">
          {target?.href ?? address}
        </p>
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button ref={cancel} onClick={onClose}>
          Cancel
        </Button>
        {target !== undefined && <WebLink href={target.href} onClick={onClose} />}
      </footer>
    </Sheet>
  );
}
