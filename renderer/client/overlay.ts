import { create } from 'zustand';
import type { ContainerName } from '../../electron/contract/ids.ts';

/** The layer over the page; one at a time. */
export type Overlay =
  | { readonly kind: 'new' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'help'; readonly topic?: string }
  | { readonly kind: 'open-project' }
  | { readonly kind: 'import-plan' }
  | { readonly kind: 'peek'; readonly name: ContainerName }
  | { readonly kind: 'change'; readonly name: ContainerName }
  | { readonly kind: 'restart'; readonly names: readonly ContainerName[] }
  | { readonly kind: 'remove'; readonly names: readonly ContainerName[] };

export const useOverlay = create<{ readonly overlay: Overlay | null }>(() => ({ overlay: null }));

/** Shows a layer in place of the one that is shown. */
export function openOverlay(overlay: Overlay): void {
  useOverlay.setState({ overlay });
}

/** Closes the layer that is shown, if any. */
export function closeOverlay(): void {
  useOverlay.setState({ overlay: null });
}
