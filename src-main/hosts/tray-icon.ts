/** The door of the strongroom in a square of this many pixels; four bytes each, in the order of `bytes`. */
export function trayIcon(size: number, order: 'argb' | 'bgra'): Buffer {
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [red, green, blue, alpha] = colourAt((x + 0.5) / size, (y + 0.5) / size, 1 / size);
      // Both orders want the colours multiplied by the alpha only where Chromium's bitmaps are meant.
      const by = order === 'bgra' ? alpha : 1;
      const values = order === 'argb' ? [alpha * 255, red, green, blue] : [blue * by, green * by, red * by, alpha * 255];
      for (const [at, value] of values.entries()) pixels[(y * size + x) * 4 + at] = Math.round(value);
    }
  }
  return pixels;
}

type Colour = readonly [number, number, number, number];

const door = [0x20, 0x6e, 0x73] as const;

/** Of the unit square; `soft` is how wide an edge blurs. The drawing is that of assets/icon.svg, with a wheel that is legible this small. */
function colourAt(x: number, y: number, soft: number): Colour {
  const [dx, dy] = [x - 0.5, y - 0.5];
  const inside = cover(roundedSquare(dx, dy, 0.46, 0.2), soft);
  const ring = cover(Math.abs(Math.hypot(dx, dy) - 0.22) - 0.045, soft);
  const hub = cover(Math.hypot(dx, dy) - 0.075, soft);
  const spokes = cover(Math.max(Math.min(Math.abs(dx), Math.abs(dy)) - 0.04, Math.abs(Math.hypot(dx, dy) - 0.3) - 0.08), soft);
  const white = Math.max(ring, hub, spokes);
  const mixed = door.map((value) => value + (255 - value) * white);
  return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0, inside];
}

const cover = (distance: number, soft: number): number => Math.min(1, Math.max(0, 0.5 - distance / soft));

function roundedSquare(dx: number, dy: number, half: number, radius: number): number {
  const [qx, qy] = [Math.abs(dx) - half + radius, Math.abs(dy) - half + radius];
  return Math.hypot(Math.max(qx, 0), Math.max(qy, 0)) + Math.min(Math.max(qx, qy), 0) - radius;
}
