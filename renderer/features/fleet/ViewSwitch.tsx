import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { LayoutGrid, type LucideIcon, Rows3, SquareKanban } from 'lucide-react';
import type { ReactNode } from 'react';
import { FLEET_SHAPES, type FleetShape, useView } from '../../client/view.ts';
import { Tip } from '../../ui/Tip.tsx';
import { keyOf } from '../shortcuts/shortcuts.ts';

const LOOKS: Readonly<Record<FleetShape, { readonly word: string; readonly icon: LucideIcon }>> = {
  table: { word: 'Table', icon: Rows3 },
  board: { word: 'Board by state', icon: SquareKanban },
  grid: { word: 'Terminals', icon: LayoutGrid },
};

/** How the fleet is drawn. */
export function ViewSwitch(): ReactNode {
  const shape = useView((view) => view.shape);
  return (
    <RadioGroup
      aria-label="View"
      value={shape}
      onValueChange={(next) => useView.setState({ shape: next })}
      className="inline-flex shrink-0 rounded-md border border-line bg-chrome p-0.5"
    >
      {FLEET_SHAPES.map((name) => {
        const { word, icon: Icon } = LOOKS[name];
        return (
          <Tip key={name} text={word} keys={keyOf(`as-${name}`)}>
            <Radio.Root
              value={name}
              nativeButton
              aria-label={word}
              render={<button type="button" />}
              className="inline-flex h-6 w-7 items-center justify-center rounded-sm text-muted transition-colors hover:text-ink data-checked:bg-raised data-checked:text-ink data-checked:shadow-[0_0_0_1px_var(--color-line-strong)]"
            >
              <Icon aria-hidden className="size-4" />
            </Radio.Root>
          </Tip>
        );
      })}
    </RadioGroup>
  );
}
