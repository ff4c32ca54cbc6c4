import type { AttachmentView } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';

const units = ['byte', 'kilobyte', 'megabyte'] as const;

/** "1.4 MB", in the person's language; units of 1,000 as file managers count. */
export function sizeText(bytes: number, language: string): string {
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const number = new Intl.NumberFormat(language, {
    ...{ style: 'unit', unit: units[power], unitDisplay: power === 0 ? 'long' : 'short' },
    maximumFractionDigits: power === 0 ? 0 : 1,
  });
  return number.format(bytes / 1000 ** power);
}

const pictureTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);
const textNames = /\.(?:txt|md|csv|json|ya?ml|toml|ini|conf|cfg|env|log|pem|crt|cer|pub|asc|sh|sql|xml)$/i;

/** How a file can be shown in the window; null where it can't. Never as a page or a drawing that could run something. */
export function previewOf({ name, type, bytes }: Pick<AttachmentView, 'name' | 'type' | 'bytes'>): 'text' | 'picture' | null {
  if (bytes === 0 || bytes > limits.previewMaxBytes) return null;
  if (pictureTypes.has(type)) return 'picture';
  return textNames.test(name) || (type.startsWith('text/') && type !== 'text/html') ? 'text' : null;
}
