import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src-shared/errors.ts';
import { onDisk, takeName, writeWhole } from '../disk/whole-file.ts';

interface Place {
  readonly directory: string;
  readonly stem: string;
  readonly extension: string;
}

const mostOfOneName = 1000;
const what = 'exports';

/**
 * Writes the pieces to a file that wasn't there before, mode 0600: under another name until all of it is on the disk and
 * `beforeNaming` is done. Answers with its path. Throws notWritable, diskFull, and what pieces and `beforeNaming` throw;
 * nothing is left behind then.
 */
export async function writeNewFile(place: Place, pieces: AsyncIterable<string>, beforeNaming: () => Promise<void>): Promise<string> {
  await onDisk(what, () => mkdir(place.directory, { recursive: true, mode: 0o700 }));
  const part = join(place.directory, `.${place.stem}-${randomUUID()}.part`);
  const nameOf = async () => {
    await beforeNaming();
    return { path: await freeName(place), isTaken: true };
  };
  return writeWhole(part, pieces, nameOf, what);
}

/** The first name that was free. */
async function freeName({ directory, stem, extension }: Place): Promise<string> {
  for (let number = 1; number <= mostOfOneName; number += 1) {
    const path = join(directory, `${stem}${number === 1 ? '' : `-${number}`}.${extension}`);
    if (await takeName(path, what)) return path;
  }
  throw new AppError('notWritable', { what });
}
