import { pictureSchema } from '../../../src-shared/models.ts';

export type PictureProblem = 'noPicture' | 'tooLarge';
export type SquarePicture = { readonly picture: string } | { readonly problem: PictureProblem };

const maxFileBytes = 20 * 1024 * 1024;
/** A small file may unpack to a picture that no machine has room for. */
const maxPixels = 50_000_000;
/** Pixels, and how well they are kept: the first that is short enough is taken. */
const attempts = [
  { side: 256, quality: 0.86 },
  { side: 256, quality: 0.7 },
  { side: 256, quality: 0.5 },
  { side: 128, quality: 0.7 },
] as const;

/**
 * The middle of a picture as a square of at most 256 pixels, as a WebP data URL that the contract accepts. Drawing it anew
 * leaves behind everything else that was in the file, such as where it was taken.
 */
export async function squarePicture(file: Blob): Promise<SquarePicture> {
  if (file.size > maxFileBytes) return { problem: 'tooLarge' };
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return { problem: 'noPicture' };
  try {
    if (bitmap.width * bitmap.height > maxPixels) return { problem: 'tooLarge' };
    for (const { side, quality } of attempts) {
      const encoded = pictureSchema.safeParse(drawn(bitmap, side).toDataURL('image/webp', quality));
      if (encoded.success) return { picture: encoded.data };
    }
    return { problem: 'tooLarge' };
  } finally {
    bitmap.close();
  }
}

function drawn(bitmap: ImageBitmap, side: number): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
  const context = canvas.getContext('2d');
  const cut = Math.min(bitmap.width, bitmap.height);
  if (context !== null) {
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, (bitmap.width - cut) / 2, (bitmap.height - cut) / 2, cut, cut, 0, 0, side, side);
  }
  return canvas;
}
