import { z } from 'zod';

const Rectangle = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) });
export type Rectangle = z.infer<typeof Rectangle>;

/** Where a window was, and at which place of the page. */
export const WindowPlace = z.object({
  bounds: Rectangle,
  maximized: z.boolean(),
  hash: z.string().startsWith('#/').max(2000).optional(),
});
export type WindowPlace = z.infer<typeof WindowPlace>;

export const SMALLEST = { width: 960, height: 600 } as const;
const USUAL = { width: 1280, height: 800 } as const;

/** How much of a window must be on a screen, so that a person can take hold of it. */
const GRIP = 80;

/**
 * Where the window opens: where it was, moved and shrunk so that one screen shows all of it; in the middle of the
 * first screen when it was nowhere that is still there.
 */
export function openingBounds(saved: Rectangle | undefined, screens: readonly [Rectangle, ...Rectangle[]]): Rectangle {
  const home = saved === undefined ? undefined : screenOf(saved, screens);
  if (saved === undefined || home === undefined) return centered(screens[0]);
  const { width, height } = fitted(saved, home);
  return {
    x: between(saved.x, home.x, home.x + home.width - width),
    y: between(saved.y, home.y, home.y + home.height - height),
    width,
    height,
  };
}

function centered(screen: Rectangle): Rectangle {
  const { width, height } = fitted(USUAL, screen);
  const x = screen.x + Math.round((screen.width - width) / 2);
  const y = screen.y + Math.round((screen.height - height) / 2);
  return { x, y, width, height };
}

/** The screen that shows most of a window; undefined when none shows enough of it. */
function screenOf(window: Rectangle, screens: readonly Rectangle[]): Rectangle | undefined {
  const shown = screens.map((screen) => ({ screen, ...overlap(window, screen) }));
  const [best] = shown.sort((one, other) => other.width * other.height - one.width * one.height);
  return best !== undefined && best.width >= GRIP && best.height >= GRIP ? best.screen : undefined;
}

function overlap(one: Rectangle, other: Rectangle): { width: number; height: number } {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return { width: Math.max(0, width), height: Math.max(0, height) };
}

function fitted(wish: { width: number; height: number }, screen: Rectangle): { width: number; height: number } {
  return {
    width: Math.min(Math.max(wish.width, SMALLEST.width), screen.width),
    height: Math.min(Math.max(wish.height, SMALLEST.height), screen.height),
  };
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
