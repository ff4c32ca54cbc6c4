import decodeQr, { type FinderPoints } from 'qr/decode.js';
import { parseTotpSetup } from '../../../src-shared/totp-setup.ts';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row. */
  readonly data: Uint8ClampedArray;
}

/** Why a picture gave nothing. */
export type QrProblem = 'none' | 'several' | 'notSetup' | 'tooLarge' | 'noPicture';

const mostBytes = 10 * 1024 * 1024;
const mostPixels = 64_000_000;
/** Longer sides to try: a screen-shot as it is, a photograph smaller, and where that finds nothing in more detail. */
const sides = [1400, 700, 2800] as const;
const searchMilliseconds = 400;

/** The texts of the QR codes in a picture; it stops at two, since that is already one too many. */
export function codesIn(picture: Pixels): string[] {
  const { width, height } = picture;
  const data = new Uint8ClampedArray(picture.data);
  const found: string[] = [];
  for (let tries = 0; tries < 2; tries += 1) {
    let points: FinderPoints | null = null;
    try {
      const keep = (seen: FinderPoints): void => void (points = seen);
      found.push(decodeQr({ width, height, data }, { format: 'RGBA', timeLimit: searchMilliseconds, pointsOnDetect: keep }));
    } catch {
      // No code, or none that can be read.
    }
    if (points === null || found.length <= tries) break;
    paintOver({ width, height, data }, points);
  }
  if (found.length === 1 || width < 2 || height < 2) return found;
  return found.length > 0 ? found : [...new Set(halves(picture).flatMap((half) => firstOf(half)))];
}

/** Two codes of the same size side by side can be taken for one that isn't there: each half is looked at alone. */
function halves({ width, height, data }: Pixels): Pixels[] {
  const part = (left: number, top: number, w: number, h: number): Pixels => {
    const cut = new Uint8ClampedArray(w * h * 4);
    for (let y = 0; y < h; y += 1) {
      const from = ((top + y) * width + left) * 4;
      cut.set(data.subarray(from, from + w * 4), y * w * 4);
    }
    return { width: w, height: h, data: cut };
  };
  const [w, h] = [Math.floor(width / 2), Math.floor(height / 2)];
  return [part(0, 0, w, height), part(width - w, 0, w, height), part(0, 0, width, h), part(0, height - h, width, h)];
}

function firstOf({ width, height, data }: Pixels): string[] {
  try {
    return [decodeQr({ width, height, data }, { format: 'RGBA', timeLimit: searchMilliseconds })];
  } catch {
    return [];
  }
}

function paintOver({ width, height, data }: Pixels, { boundingBox: box }: FinderPoints): void {
  const [left, right] = [Math.max(0, Math.floor(box.x)), Math.min(width, Math.ceil(box.x + box.width))];
  for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(height, Math.ceil(box.y + box.height)); y += 1)
    if (right > left) data.fill(255, (y * width + left) * 4, (y * width + right) * 4);
}

/** What the codes of a picture come to as the set-up of one-time codes. */
export function setupIn(codes: readonly string[]): { readonly text: string } | { readonly problem: QrProblem } {
  const [text, ...others] = codes;
  if (text === undefined) return { problem: 'none' };
  if (others.length > 0) return { problem: 'several' };
  return /^otpauth:/i.test(text) && parseTotpSetup(text) !== null ? { text } : { problem: 'notSetup' };
}

/**
 * Reads the set-up of one-time codes out of a picture, in this page alone.
 * SECURITY: size and pixels are bounded before the search; the browser's own decoder opens the file, and what it can't is no picture.
 */
export async function readSetup(file: Blob): Promise<{ readonly text: string } | { readonly problem: QrProblem }> {
  if (file.size > mostBytes) return { problem: 'tooLarge' };
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return { problem: 'noPicture' };
  }
  try {
    if (picture.width * picture.height > mostPixels) return { problem: 'tooLarge' };
    const longest = Math.max(picture.width, picture.height);
    for (const [at, side] of sides.entries()) {
      if (at > 0 && side >= longest && longest <= sides[0]) continue;
      const codes = codesIn(pixelsOf(picture, Math.min(1, side / longest)));
      if (codes.length > 0) return setupIn(codes);
    }
    return { problem: 'none' };
  } finally {
    picture.close();
  }
}

function pixelsOf(picture: ImageBitmap, scale: number): Pixels {
  const [width, height] = [Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return { width: 1, height: 1, data: new Uint8ClampedArray(4) };
  // What is transparent counts as paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
