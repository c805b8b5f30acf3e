import type { OwnImageState } from '../contract/images.ts';
import { readConfig } from '../engine/config/config.ts';
import type { Paths } from '../engine/disk/paths.ts';

/** What the engine knows of images that a user names. It has no other one. */
const KNOWN: Readonly<Record<string, OwnImageState['missing']>> = { 'acme/dev:1': [], 'acme/bare:1': ['git', 'tmux'] };

export function demoOwnImage(paths: Paths): OwnImageState | null {
  const { image: reference } = readConfig({ paths });
  return reference === null ? null : { reference, isHere: reference in KNOWN, missing: KNOWN[reference] ?? null };
}
