import { AppError } from '../../src-shared/errors.ts';
import type { ImportRefusal } from '../../src-shared/people.ts';

/** The failure for a file that can't be imported; `line` is where, as the file counts. */
export const refusal = (reason: ImportRefusal, line?: number): AppError =>
  new AppError('fileRefused', line === undefined ? { reason } : { reason, what: String(line) });
