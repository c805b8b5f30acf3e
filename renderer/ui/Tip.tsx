import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Keys } from './Keys.tsx';
import { TIPS, type TipText } from './tips.ts';

interface TipProps extends TipText {
  readonly children: ReactElement;
}

/** A short explanation beside its child on hover and focus. */
export function Tip({ text, keys, side, children }: TipProps): ReactNode {
  return <Tooltip.Trigger handle={TIPS} payload={{ text, keys, side }} render={children} />;
}

/** Draws the one tooltip that is open; mounted once. */
export function TipLayer(): ReactNode {
  return (
    <Tooltip.Root
      handle={TIPS}
      onOpenChange={(_, details) => {
        // The key is meant for what lies beneath as well: a sheet that focuses its first button closes at the first press.
        if (details.reason === 'escape-key') details.allowPropagation();
      }}
    >
      {({ payload }) => (
        <Tooltip.Portal>
          <Tooltip.Positioner
            side={payload?.side ?? 'bottom'}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 transition-none"
          >
            <Tooltip.Popup className="flex max-w-80 items-center gap-2 rounded-md border border-line bg-raised px-2 py-1 text-small text-ink shadow-float">
              <span className="min-w-0 break-words">{payload?.text}</span>
              {payload?.keys !== undefined && <Keys chord={payload.keys} />}
            </Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      )}
    </Tooltip.Root>
  );
}
