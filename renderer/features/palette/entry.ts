import type { ShortcutId } from '../../../electron/contract/shortcuts.ts';

export const PALETTE_GROUPS = ['Containers', 'Missions', 'Actions'] as const;

export type PaletteGroup = (typeof PALETTE_GROUPS)[number];

/** One line of the palette. */
export interface Entry {
  readonly id: string;
  readonly group: PaletteGroup;
  readonly label: string;
  readonly aside: string;
  /** The `maestro` command that does the same. */
  readonly command: string | null;
  /** Whose key does the same. */
  readonly shortcut?: ShortcutId;
  /** The chord of a line that has no shortcut of the page's. */
  readonly keys?: string;
  readonly act: Act;
}

export type Act =
  | { readonly kind: 'shortcut'; readonly shortcut: ShortcutId }
  | { readonly kind: 'offer'; readonly label: string }
  | { readonly kind: 'open' | 'start' | 'stop' | 'remove'; readonly name: string }
  | { readonly kind: 'mission'; readonly project: string; readonly mission: string }
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: Deed };

export type Deed =
  | 'new'
  | 'inbox'
  | 'fleet'
  | 'system'
  | 'isolation'
  | 'credentials'
  | 'storage'
  | 'settings'
  | 'usage'
  | 'topics'
  | 'about'
  | 'demo'
  | 'shortcuts'
  | 'doctor'
  | 'images'
  | 'base'
  | 'dense'
  | 'reader'
  | 'missions'
  | 'review'
  | 'import-plan'
  | 'open-project';
