const PIXEL_BYTES = 4;

/** The sign in the tray as pixels (pure): a baton, with a dot where somebody waits. Black, so that the system can colour it. */
export function trayPixels(size: number, needing: boolean): Buffer {
  const pixels = Buffer.alloc(size * size * PIXEL_BYTES);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      pixels[(y * size + x) * PIXEL_BYTES + 3] = Math.round(255 * shade((x + 0.5) / size, (y + 0.5) / size, needing));
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
