import { AppError } from '../../src-shared/errors.ts';
import type { ItemSummary } from '../../src-shared/items.ts';
import { limits } from '../../src-shared/limits.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { NewSealedFile, SealedFiles } from './sealed-files.ts';

interface Wanted {
  readonly uploadId: string;
  readonly fileId: string;
  readonly itemId: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

interface Upload extends Wanted {
  readonly vault: OpenVault;
  readonly file: NewSealedFile;
  received: number;
  /** One call after the other. */
  turn: Promise<unknown>;
}

const mostPerPerson = 3;

/** The files that windows are sending; each is given up with its vault. */
export class Uploads {
  readonly #files: SealedFiles;
  readonly #uploads = new Map<string, Upload>();
  readonly #beginning = new WeakMap<OpenVault, number>();
  /** Files that are being written, or about to be named by an item. */
  readonly #living = new Set<string>();

  constructor(files: SealedFiles) {
    this.#files = files;
  }

  /** Throws busy, diskFull, notWritable. */
  async begin(vault: OpenVault, wanted: Wanted): Promise<string> {
    await this.#dropClosed();
    const mine = [...this.#uploads.values()].filter((upload) => upload.vault === vault);
    if (mine.length + (this.#beginning.get(vault) ?? 0) >= mostPerPerson) throw new AppError('busy', { what: 'attachments' });
    this.#beginning.set(vault, (this.#beginning.get(vault) ?? 0) + 1);
    this.#living.add(wanted.fileId);
    try {
      const file = await this.#files.create(vault.ownerId, wanted.fileId);
      await vault.keeper.call('beginFile', { fileId: wanted.fileId }).catch(async (error: unknown) => {
        await file.giveUp();
        throw error;
      });
      this.#uploads.set(wanted.uploadId, { ...wanted, vault, file, received: 0, turn: Promise.resolve() });
      return wanted.uploadId;
    } catch (error) {
      this.#living.delete(wanted.fileId);
      throw error;
    } finally {
      this.#beginning.set(vault, (this.#beginning.get(vault) ?? 1) - 1);
    }
  }

  /** A piece that doesn't fit is invalidInput; after any failure the upload is gone. */
  append(vault: OpenVault, uploadId: string, plain: Uint8Array): Promise<void> {
    return this.#inTurn(vault, uploadId, async (upload) => {
      const received = upload.received + plain.length;
      const ends = received === upload.bytes;
      if (received > upload.bytes || plain.length === 0 || (!ends && plain.length !== limits.attachmentPieceBytes))
        throw new AppError('invalidInput', { what: 'piece' });
      await this.#seal(upload, plain, ends);
      upload.received = received;
    });
  }

  finish(vault: OpenVault, uploadId: string, attach: (upload: Wanted) => Promise<ItemSummary>): Promise<ItemSummary> {
    return this.#inTurn(vault, uploadId, async (upload) => {
      if (upload.received !== upload.bytes) throw new AppError('invalidInput', { what: 'bytes' });
      if (upload.bytes === 0) await this.#seal(upload, new Uint8Array(), true);
      await upload.file.keep();
      if (!this.#uploads.delete(uploadId)) throw new AppError('notFound', { what: 'upload' });
      // From here on an item may name it, even where a lock cuts the answer short: what none names is swept later.
      try {
        return await attach(upload);
      } finally {
        this.#living.delete(upload.fileId);
        await vault.keeper.call('dropFile', { fileId: upload.fileId }).catch(() => undefined);
      }
    });
  }

  async cancel(vault: OpenVault, uploadId: string): Promise<void> {
    const upload = this.#uploads.get(uploadId);
    if (upload?.vault === vault) await this.#giveUp(upload);
  }

  /** Whether a file of this id is not to be swept. */
  isLiving(fileId: string): boolean {
    return this.#living.has(fileId);
  }

  async left(ownerId: string): Promise<void> {
    const theirs = [...this.#uploads.values()].filter((upload) => upload.vault.ownerId === ownerId);
    await Promise.all(theirs.map((upload) => this.#giveUp(upload)));
  }

  #inTurn<T>(vault: OpenVault, uploadId: string, task: (upload: Upload) => Promise<T>): Promise<T> {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined || upload.vault !== vault) return Promise.reject(new AppError('notFound', { what: 'upload' }));
    const mine = upload.turn.then(async () => {
      if (!this.#uploads.has(uploadId)) throw new AppError('notFound', { what: 'upload' });
      try {
        return await task(upload);
      } catch (error) {
        await this.#giveUp(upload);
        throw error;
      }
    });
    upload.turn = mine.catch(() => undefined);
    return mine;
  }

  async #seal({ vault, file, fileId }: Upload, plain: Uint8Array, ends: boolean): Promise<void> {
    await file.append(await vault.keeper.call('sealFile', { fileId, plain, ends }));
    plain.fill(0);
  }

  async #giveUp({ uploadId, file, fileId, vault }: Upload): Promise<void> {
    if (!this.#uploads.delete(uploadId)) return;
    await file.giveUp();
    this.#living.delete(fileId);
    await vault.keeper.call('dropFile', { fileId }).catch(() => undefined);
  }

  /** Those of a vault that was sealed anew, or whose keeper died, hear of nobody leaving. */
  async #dropClosed(): Promise<void> {
    for (const upload of this.#uploads.values()) if (upload.vault.closed) await this.#giveUp(upload);
  }
}
