const PIXEL_BYTES = 4;

/** How the sign in the tray is drawn. */
export interface TraySign {
  /** A dot: somebody waits. */
  readonly needing: boolean;
  /** White, for a dark bar; black is also what a system colours by itself. */
  readonly light: boolean;
}

/** The sign in the tray as pixels (pure): a baton, with a dot where somebody waits. */
export function trayPixels(size: number, { needing, light }: TraySign): Buffer {
  // Its colours are multiplied with how much is drawn, which for white is that itself.
  const pixels = Buffer.alloc(size * size * PIXEL_BYTES);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const at = (y * size + x) * PIXEL_BYTES;
      const drawn = Math.round(255 * shade((x + 0.5) / size, (y + 0.5) / size, needing));
      pixels.fill(light ? drawn : 0, at, at + 3);
      pixels[at + 3] = drawn;
    }
  return pixels;
}

/** How much of a point is drawn; places from 0 to 1. */
function shade(x: number, y: number, needing: boolean): number {
  const along = (x + (1 - y)) / 2;
  const across = Math.abs(x - (1 - y)) / Math.SQRT2;
  const baton = along > 0.15 && along < 0.85 ? edge(across, 0.06 + 0.05 * (1 - along)) : 0;
  const knob = edge(Math.hypot(x - 0.22, y - 0.78), 0.16);
  const dot = needing ? edge(Math.hypot(x - 0.76, y - 0.76), 0.2) : 0;
  return Math.max(baton, knob, dot);
}

/** 1 inside, 0 outside, between the two at the edge. */
function edge(distance: number, radius: number): number {
  return Math.min(1, Math.max(0, (radius - distance) / 0.05 + 0.5));
}
