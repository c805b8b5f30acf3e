import Store from 'electron-store';
import { z } from 'zod';
import { WindowPlace } from './bounds.ts';

/** More would be somebody's mistake, or a page that went wild. */
export const MOST_WINDOWS = 20;

const KEPT = z.object({
  /** The windows that were open last, the one in front first. */
  windows: z.array(WindowPlace).max(MOST_WINDOWS),
  /** Whether its user was told that a closed window is not the end. */
  knowsTray: z.boolean(),
});
type Kept = z.infer<typeof KEPT>;

/** One value that cannot be read costs only itself. */
const READ = z.object({
  windows: KEPT.shape.windows.catch([]).default([]),
  knowsTray: KEPT.shape.knowsTray.catch(false).default(false),
});

/** What earlier versions kept: one window. */
const FORMER = z.object({ window: WindowPlace });

/** Where the windows were; none the first time. */
export function readWindows(): readonly WindowPlace[] {
  return readKept().windows;
}

/** Keeps where the windows stand, for the next start. */
export function saveWindows(windows: readonly WindowPlace[]): void {
  openStore().set('windows', [...windows]);
}

/** Whether its user was told that a closed window is not the end. */
export function knowsTray(): boolean {
  return readKept().knowsTray;
}

/** Keeps that. */
export function saveKnowsTray(): void {
  openStore().set('knowsTray', true);
}

function readKept(): Kept {
  const { store } = openStore();
  const former = FORMER.safeParse(store);
  const kept = READ.parse(store);
  return former.success && !('windows' in store) ? { ...kept, windows: [former.data.window] } : kept;
}

/** What belongs to the windows and not to the engine; a damaged file starts anew. */
function openStore(): Store {
  return new Store({ name: 'window', clearInvalidConfig: true });
}
