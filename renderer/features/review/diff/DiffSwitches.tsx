import type { ReactNode } from 'react';
import { useView } from '../../../client/view.ts';
import { Button } from '../../../ui/Button.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { Keys } from '../../../ui/Keys.tsx';
import { keyOf } from '../../shortcuts/shortcuts.ts';
import { useShortcuts } from '../../shortcuts/useShortcuts.ts';

const LAYOUTS = [
  { value: 'unified', word: 'Unified' },
  { value: 'split', word: 'Split' },
] as const;

/** How differences are shown: kept for as long as the window is. */
export function DiffSwitches(): ReactNode {
  const { splitDiff, showsBlanks } = useView();
  const split = (next: boolean): void => {
    useView.setState({ splitDiff: next });
  };
  const turn = (): void => {
    useView.setState({ showsBlanks: !showsBlanks });
  };
  useShortcuts({ split: () => split(!splitDiff), blanks: turn });
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Button look="quiet" aria-pressed={!showsBlanks} onClick={turn} className="aria-pressed:text-accent">
        {showsBlanks ? 'Hide blanks' : 'Blanks are hidden'}
        <Keys chord={keyOf('blanks')} />
      </Button>
      <Choice
        label="Layout"
        hidden
        options={LAYOUTS}
        value={splitDiff ? 'split' : 'unified'}
        onChange={(value) => split(value === 'split')}
      />
    </div>
  );
}
