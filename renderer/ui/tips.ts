import { Tooltip } from '@base-ui/react/tooltip';

/** What a tooltip says, and the keys that do the same. */
export interface TipText {
  readonly text: string;
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
}

/** Ties every trigger to the one tooltip that `TipLayer` draws, so that a row costs no tooltip of its own. */
export const TIPS = Tooltip.createHandle<TipText>();
