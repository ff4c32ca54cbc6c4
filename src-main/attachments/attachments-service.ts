import { join } from 'node:path';
import { AppError } from '../../src-shared/errors.ts';
import type { AttachmentView, ItemSummary } from '../../src-shared/items.ts';
import { limits } from '../../src-shared/limits.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database } from '../database/database.ts';
import type { Clock, DesktopSurface, Log } from '../host.ts';
import { createItemAccess } from '../vault/item-access.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { saveCopy } from './saved-copy.ts';
import type { SealedFiles } from './sealed-files.ts';
import { Uploads } from './uploads.ts';

interface AttachmentsParts {
  readonly database: Database;
  readonly audit: AuditService;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly files: SealedFiles;
  readonly dataDirectory: string;
  readonly exportsDirectory: string;
  readonly saveDialog: DesktopSurface['saveDialog'];
}

interface FileRef {
  readonly itemId: string;
  readonly fileId: string;
}

/** A mebibyte on its way through main at a time. */
const chunksAtOnce = 16;

export type AttachmentsService = ReturnType<typeof createAttachmentsService>;

/** Files beside items. Everything throws keeperStopped; what names an item or a file throws notFound; what opens one dataDamaged. */
export function createAttachmentsService(parts: AttachmentsParts) {
  const { database, audit, clock, newId, files, dataDirectory, exportsDirectory, saveDialog } = parts;
  const uploads = new Uploads(files);

  const { secretOf, secretsOf, tell, told } = createItemAccess({ database, audit });
  const stored = async (vault: OpenVault, id: string) => ({ id, secret: await secretOf(vault, id) });

  async function viewOf(vault: OpenVault, { itemId, fileId }: FileRef): Promise<AttachmentView> {
    const { attachments } = await vault.read(async () => vault.keeper.call('get', await stored(vault, itemId)));
    const found = attachments.find(({ id }) => id === fileId);
    if (found === undefined) throw new AppError('notFound', { what: 'attachment' });
    return found;
  }

  async function* opened(vault: OpenVault, { itemId, fileId }: FileRef, bytes: number): AsyncGenerator<Uint8Array> {
    for await (const stretch of files.read(vault.ownerId, fileId, bytes, chunksAtOnce)) {
      const plain = await vault.read(async () => vault.keeper.call('openFile', { ...(await stored(vault, itemId)), fileId, ...stretch }));
      if (vault.closed) throw new AppError('vaultLocked');
      yield plain;
    }
  }

  return {
    async begin(vault: OpenVault, wanted: { itemId: string; name: string; type: string; bytes: number }): Promise<string> {
      const { attachments } = await vault.read(async () => vault.keeper.call('get', await stored(vault, wanted.itemId)));
      if (attachments.length >= limits.attachmentsMax) throw new AppError('limitReached', { what: 'attachments' });
      return uploads.begin(vault, { ...wanted, uploadId: newId(), fileId: newId() });
    },
    append: (vault: OpenVault, uploadId: string, piece: string): Promise<void> =>
      uploads.append(vault, uploadId, new Uint8Array(Buffer.from(piece, 'base64'))),
    finish: (vault: OpenVault, uploadId: string): Promise<ItemSummary> =>
      uploads.finish(vault, uploadId, ({ itemId, fileId, name, type, bytes }) =>
        vault.write(
          'attach',
          async () => ({
            ...(await stored(vault, itemId)),
            file: { id: fileId, name, type, bytes, addedAt: clock.now() },
            now: clock.now(),
          }),
          told(vault, 'attachment.added', [itemId]),
        ),
      ),
    cancel: (vault: OpenVault, uploadId: string): Promise<void> => uploads.cancel(vault, uploadId),
    /** What is on its way to a vault that has closed is given up. */
    left: (ownerId: string): Promise<void> => uploads.left(ownerId),

    async place(vault: OpenVault, file: FileRef): Promise<{ path: string; asks: boolean }> {
      return { path: join(exportsDirectory, (await viewOf(vault, file)).name), asks: saveDialog !== null };
    },

    /** Null where the person called it off in the system's dialog. Throws denied what `path` for a path where there is such a dialog. */
    async save(vault: OpenVault, file: FileRef, path: string | null, replace: boolean): Promise<string | null> {
      // SECURITY: a page that was taken over would say where to.
      if (path !== null && saveDialog !== null) throw new AppError('denied', { what: 'path' });
      const { name, bytes } = await viewOf(vault, file);
      const target = path ?? (await saveDialog?.(name)) ?? null;
      if (target === null) return null;
      // The row comes before a byte leaves. The system's dialog has asked about replacing.
      await tell(vault, 'attachment.saved', file.itemId);
      return saveCopy(
        { path: target, replace: replace || path === null, isChosen: path === null },
        dataDirectory,
        opened(vault, file, bytes),
      );
    },

    async preview(vault: OpenVault, file: FileRef): Promise<string> {
      const { bytes } = await viewOf(vault, file);
      if (bytes > limits.previewMaxBytes) throw new AppError('limitReached', { what: 'attachment' });
      await tell(vault, 'attachment.shown', file.itemId);
      const pieces: Uint8Array[] = [];
      for await (const piece of opened(vault, file, bytes)) pieces.push(piece);
      return Buffer.concat(pieces).toString('base64');
    },

    rename(vault: OpenVault, { itemId, fileId }: FileRef, name: string): Promise<ItemSummary> {
      const input = async () => ({ ...(await stored(vault, itemId)), fileId, name, now: clock.now() });
      return vault.write('renameFile', input, told(vault, 'attachment.renamed', [itemId]));
    },

    async remove(vault: OpenVault, { itemId, fileId }: FileRef): Promise<ItemSummary> {
      const input = async () => ({ ...(await stored(vault, itemId)), fileId, now: clock.now() });
      const summary = await vault.write('detach', input, told(vault, 'attachment.removed', [itemId]));
      await files.remove(vault.ownerId, [fileId]);
      return summary;
    },

    /**
     * Removes the files that no item of an open vault names: those of items deleted for good, and what a crash has left.
     * Where an older vault of the person is put away, nobody knows which are its, and all stay.
     */
    async sweep(vault: OpenVault): Promise<void> {
      const { ownerId } = vault;
      if ((await database.repositories.oldVaults.listAll(ownerId)).length > 0) return;
      const stored = (await files.list(ownerId)).filter(({ fileId }) => !uploads.isLiving(fileId));
      if (stored.length === 0) return;
      const named = await vault.read(async () => {
        const ids = await vault.keeper.call('withFiles', undefined);
        return new Set(await vault.keeper.call('fileIds', { items: await secretsOf(vault, ids) }));
      });
      const orphans = stored.flatMap(({ name }) => (named.has(name) ? [] : [name]));
      await files.remove(ownerId, orphans);
      if (orphans.length > 0) parts.log('attachments.swept', { count: orphans.length });
    },
  };
}
