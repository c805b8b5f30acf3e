import { create } from 'zustand';
import type { MissionStatus } from '../../../../electron/contract/missions.ts';

/** A layer over the mission that is shown; one at a time. */
export type MissionDialog =
  | { readonly kind: 'confirm'; readonly status: MissionStatus }
  | { readonly kind: 'checkpoints' | 'rename' | 'run' | 'stop-run' }
  | { readonly kind: 'seal'; readonly milestone: string }
  | { readonly kind: 'proof-log'; readonly assertion: string }
  | { readonly kind: 'send-back' | 'report' | 'prompt' | 'copies' | 'scores' | 'compare'; readonly feature: string };

export const useDialog = create<{ readonly dialog: MissionDialog | null }>(() => ({ dialog: null }));

/** Shows a layer in place of the one that is shown. */
export function openDialog(dialog: MissionDialog): void {
  useDialog.setState({ dialog });
}

/** Closes the layer that is shown, if any. */
export function closeDialog(): void {
  useDialog.setState({ dialog: null });
}
