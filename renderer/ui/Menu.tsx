import { Menu } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx.ts';
import { Keys } from './Keys.tsx';

/** One line of a menu; `null` draws a separator. */
export interface MenuLine {
  readonly label: string;
  readonly keys?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}

interface MenuProps {
  readonly label: string;
  readonly lines: readonly (MenuLine | null)[];
  readonly trigger?: ReactElement;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** Where it opens when it has no trigger of its own. */
  readonly anchor?: Element | null;
  /** Who gets the keys when it closes; null: who had them. */
  readonly back?: () => HTMLElement | null;
}

/** A list of actions that opens at its trigger. */
export function ActionMenu({ label, lines, trigger, open, onOpenChange, anchor, back }: MenuProps): ReactNode {
  return (
    <Menu.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger !== undefined && <Menu.Trigger render={trigger} />}
      <Menu.Portal container={anchor?.closest<HTMLElement>('main') ?? undefined}>
        <Menu.Positioner side="bottom" align="end" sideOffset={4} anchor={anchor ?? undefined} className="z-50">
          <Menu.Popup
            aria-label={label}
            finalFocus={() => back?.() ?? true}
            className="min-w-52 rounded-lg border border-line bg-raised p-1 shadow-float outline-none"
          >
            {lines.map((line, index) => {
              if (line === null) return <Menu.Separator key={`line-${index}`} className="my-1 h-px bg-line" />;
              return (
                <Menu.Item
                  key={line.label}
                  disabled={line.disabled}
                  onClick={line.run}
                  className={cx(
                    'flex h-7 items-center justify-between gap-6 rounded-md px-2 outline-none data-disabled:opacity-50',
                    'data-highlighted:bg-hover',
                    line.danger === true && 'text-bad',
                  )}
                >
                  {line.label}
                  {line.keys !== undefined && <Keys chord={line.keys} />}
                </Menu.Item>
              );
            })}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
