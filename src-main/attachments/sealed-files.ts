import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../src-shared/errors.ts';
import { checkHeader, chunkPlace, chunksOf, fileHeader, sealedLength } from '../crypto/sealed-file.ts';
import { onDisk, syncDirectory } from '../disk/whole-file.ts';

/** A file that is being written; it has its name only once it is whole. */
export interface NewSealedFile {
  /** Throws diskFull, notWritable. */
  append(sealed: Uint8Array): Promise<void>;
  /** On the disk, under its name. Throws as append. */
  keep(): Promise<void>;
  /** Nothing of it stays. */
  giveUp(): Promise<void>;
}

const what = 'attachments';
const partial = '.part';

/** The sealed files of everybody, in a directory for each person. */
export class SealedFiles {
  readonly #root: string;

  constructor(dataDirectory: string) {
    this.#root = join(dataDirectory, 'attachments');
  }

  /** Throws diskFull, notWritable. */
  async create(ownerId: string, fileId: string): Promise<NewSealedFile> {
    const directory = join(this.#root, ownerId);
    const path = join(directory, fileId);
    const part = path + partial;
    const file = await onDisk(what, async () => {
      const made = await mkdir(directory, { recursive: true, mode: 0o700 });
      if (made !== undefined) for (const parent of [this.#root, dirname(this.#root)]) await syncDirectory(parent);
      return open(part, 'wx', 0o600);
    });
    const giveUp = async (): Promise<void> => {
      await file.close().catch(() => undefined);
      await rm(part, { force: true }).catch(() => undefined);
      await rm(path, { force: true }).catch(() => undefined);
    };
    const append = (sealed: Uint8Array): Promise<void> => onDisk(what, () => file.writeFile(sealed));
    await append(fileHeader()).catch(async (error: unknown) => {
      await giveUp();
      throw error;
    });
    return {
      append,
      giveUp,
      keep: () =>
        onDisk(what, async () => {
          await file.sync();
          await file.close();
          await rename(part, path);
          await syncDirectory(directory);
        }),
    };
  }

  /**
   * The sealed chunks of a file of so many plain bytes, in stretches; throws dataDamaged where it isn't there, has another length, or
   * is none of ours, dataFromNewerVersion.
   */
  async *read(ownerId: string, fileId: string, bytes: number, chunksAtOnce: number): AsyncGenerator<Stretch> {
    const file = await this.#open(join(this.#root, ownerId, fileId));
    try {
      const header = await bytesAt(file, 0, 1);
      checkHeader(header);
      if ((await file.stat()).size !== sealedLength(bytes)) throw damaged();
      const count = chunksOf(bytes);
      for (let first = 0; first < count; first += chunksAtOnce) {
        const last = Math.min(count, first + chunksAtOnce) - 1;
        const { offset } = chunkPlace(bytes, first);
        const end = chunkPlace(bytes, last);
        yield { first, sealed: await bytesAt(file, offset, end.offset + end.length - offset), ends: last === count - 1 };
      }
    } finally {
      await file.close();
    }
  }

  /** What can't be removed now is swept another time: no item names it any more. */
  async remove(ownerId: string, names: readonly string[]): Promise<void> {
    for (const name of names) await rm(join(this.#root, ownerId, name), { force: true }).catch(() => undefined);
  }

  /** Names of whole files and of those that never became whole, each with the id that it was made for. */
  async list(ownerId: string): Promise<{ name: string; fileId: string }[]> {
    const names = await readdir(join(this.#root, ownerId)).catch(() => []);
    return names.map((name) => ({ name, fileId: name.endsWith(partial) ? name.slice(0, -partial.length) : name }));
  }

  /** Throws notWritable. */
  async removeAll(ownerId: string): Promise<void> {
    await onDisk(what, () => rm(join(this.#root, ownerId), { recursive: true, force: true }));
  }

  /** SECURITY: no link is followed out of the directory. */
  async #open(path: string): Promise<FileHandle> {
    try {
      return await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    } catch {
      throw damaged();
    }
  }
}

interface Stretch {
  /** The number of its first chunk. */
  readonly first: number;
  readonly sealed: Uint8Array;
  readonly ends: boolean;
}

const damaged = (): AppError => new AppError('dataDamaged', { what: 'attachment' });

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, position);
  if (bytesRead !== length) throw damaged();
  return buffer;
}
