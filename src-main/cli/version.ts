import { readFileSync } from 'node:fs';

/** Of the package that this file is installed with: from the source and from the bundle it lies two folders up. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
