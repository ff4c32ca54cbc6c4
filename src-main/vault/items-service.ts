import type { ItemCounts, ItemDetail, ItemDraft, ItemPage, ItemQuery, ItemSummary, TotpCode } from '../../src-shared/items.ts';
import { limits } from '../../src-shared/limits.ts';
import type { SshKeyAnswer } from '../../src-shared/ssh-keys.ts';
import { type ItemMark, type MarkedItems, marksBack } from '../../src-shared/marks.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { SealedFiles } from '../attachments/sealed-files.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../host.ts';
import { createItemAccess } from './item-access.ts';
import type { OpenVault } from './open-vault.ts';

interface ItemsParts {
  readonly database: Database;
  readonly audit: AuditService;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly files: SealedFiles;
}

export type ItemsService = ReturnType<typeof createItemsService>;

/**
 * A person's items. Reads come from the keeper's index; writes are proposed by the keeper and committed with their audit rows.
 * Everything here throws keeperStopped; what names an item throws notFound; what opens one throws dataDamaged.
 */
export function createItemsService({ database, audit, clock, newId, files }: ItemsParts) {
  const { secretOf, secretsOf, told, given } = createItemAccess({ database, audit });

  const mark = (vault: OpenVault, ids: readonly string[], change: ItemMark | { trashed: boolean }, action: AuditAction) => {
    const unique = [...new Set(ids)];
    const input = async () => ({ items: await secretsOf(vault, unique), mark: change, now: clock.now() });
    return vault.write('mark', input, told(vault, action, unique));
  };

  const purge = async (vault: OpenVault, ids: readonly string[]): Promise<void> => {
    const unique = [...new Set(ids)];
    let beside: readonly string[] = [];
    const input = async () => {
      const withFiles = new Set(await vault.keeper.call('withFiles', undefined));
      const items = await secretsOf(
        vault,
        unique.filter((id) => withFiles.has(id)),
      );
      // What is damaged can be deleted too; its files are swept later.
      beside = await vault.keeper.call('fileIds', { items }).catch(() => []);
      return { ids: unique };
    };
    await vault.write('purge', input, told(vault, 'item.purged', unique));
    await files.remove(vault.ownerId, beside);
  };

  return {
    /** `atWindow`: as Search.list has it. */
    list: (vault: OpenVault, query: ItemQuery, atWindow: boolean): Promise<ItemPage> =>
      vault.keeper.call('list', { query, now: clock.now(), atWindow }),
    noteOpened: (vault: OpenVault, id: string): Promise<void> => vault.keeper.call('noteOpened', { id }),
    /** Nothing to do where the keeper is gone: it took them along. */
    forgetOpened: (vault: OpenVault): Promise<void> => vault.keeper.call('noteOpened', { id: null }).catch(() => undefined),
    /** What a list would show, by id. */
    async ids(vault: OpenVault, query: Pick<ItemQuery, 'view' | 'search' | 'sort'>, atWindow: boolean): Promise<string[]> {
      const all = { ...query, offset: 0, limit: limits.vaultMaxItems };
      const { rows } = await vault.keeper.call('list', { query: all, now: clock.now(), atWindow });
      return rows.map(({ id }) => id);
    },
    linked: (vault: OpenVault, id: string) => vault.keeper.call('linked', { id }),
    counts: (vault: OpenVault): Promise<ItemCounts> => vault.keeper.call('counts', { now: clock.now() }),
    get: (vault: OpenVault, id: string): Promise<ItemDetail> =>
      vault.read(async () => vault.keeper.call('get', { id, secret: await secretOf(vault, id) })),

    create(vault: OpenVault, draft: ItemDraft): Promise<ItemSummary> {
      const id = newId();
      return vault.write('create', async () => ({ id, draft, now: clock.now() }), told(vault, 'item.created', [id]));
    },
    /** Throws conflict where another revision than the draft's is stored. */
    update(vault: OpenVault, id: string, revision: number, draft: ItemDraft): Promise<ItemSummary> {
      const input = async () => ({ id, revision, draft, secret: await secretOf(vault, id), now: clock.now() });
      return vault.write('update', input, told(vault, 'item.changed', [id]));
    },
    duplicate(vault: OpenVault, id: string): Promise<ItemSummary> {
      const copy = newId();
      const input = async () => ({ id, newId: copy, secret: await secretOf(vault, id), now: clock.now() });
      return vault.write('duplicate', input, told(vault, 'item.created', [copy]));
    },
    async setFavourite(vault: OpenVault, id: string, favourite: boolean): Promise<ItemSummary> {
      const [summary] = await mark(vault, [id], { favourite }, 'item.changed');
      if (summary === undefined) throw new AppError('notFound', { what: 'item' });
      return summary;
    },
    /** One keeper's write for all whom the mark changes; answers with what leads back. Throws limitReached. */
    async mark(vault: OpenVault, ids: readonly string[], change: ItemMark): Promise<MarkedItems[]> {
      const undo = marksBack(await vault.keeper.call('summaries', { ids: [...new Set(ids)] }), change);
      const changed = undo.flatMap((group) => group.ids);
      if (changed.length > 0) await mark(vault, changed, change, 'item.changed');
      return undo;
    },
    trash: async (vault: OpenVault, ids: readonly string[]): Promise<void> =>
      void (await mark(vault, ids, { trashed: true }, 'item.trashed')),
    restore: async (vault: OpenVault, ids: readonly string[]): Promise<void> =>
      void (await mark(vault, ids, { trashed: false }, 'item.restored')),
    purge,

    /** Deletes for good what has lain in the trash since before this time. */
    async emptyTrash(vault: OpenVault, before: number): Promise<void> {
      const ids = await vault.keeper.call('trashedBefore', { before });
      for (let from = 0; from < ids.length; from += limits.selectionMaxItems)
        await purge(vault, ids.slice(from, from + limits.selectionMaxItems));
    },

    /** The value of one field, after its audit row is written. Throws vaultLocked where the vault was closed meanwhile. */
    open: (vault: OpenVault, id: string, fieldId: string, action: 'item.revealed' | 'item.copied'): Promise<string> =>
      given(vault, id, action, (secret) => vault.keeper.call('reveal', { id, fieldId, secret })),
    /** As open, of the value that a renewal keeps; throws notFound where none is under way. */
    openPrevious: (vault: OpenVault, id: string, action: 'item.revealed' | 'item.copied'): Promise<string> =>
      given(vault, id, action, (secret) => vault.keeper.call('revealPrevious', { id, secret })),
    /** As open, of a one-time code; `action` is null where the log has it already. Throws invalidInput where the field makes none. */
    totp: (vault: OpenVault, id: string, fieldId: string, action: 'item.codeShown' | 'item.codeCopied' | null): Promise<TotpCode> =>
      given(vault, id, action, (secret) => vault.keeper.call('totp', { id, fieldId, secret, now: clock.now() })),
    sshKey: (vault: OpenVault, id: string): Promise<SshKeyAnswer> =>
      vault.read(async () => vault.keeper.call('sshKey', { id, secret: await secretOf(vault, id) })),

    /** Renewals; each throws conflict where another revision is stored, and what keeper/rotation.ts says. */
    startRotation(
      vault: OpenVault,
      input: { readonly id: string; readonly revision: number; readonly fieldId: string; readonly value: string },
    ) {
      const { id } = input;
      const made = async () => ({ ...input, secret: await secretOf(vault, id), now: clock.now() });
      return vault.write('startRotation', made, told(vault, 'item.rotationStarted', [id]));
    },
    confirmRotation(
      vault: OpenVault,
      input: { readonly id: string; readonly revision: number; readonly expiresAt?: number | null | undefined },
    ) {
      const { id } = input;
      const made = async () => ({ ...input, secret: await secretOf(vault, id), now: clock.now() });
      return vault.write('confirmRotation', made, told(vault, 'item.rotationConfirmed', [id]));
    },
    takeBackRotation(vault: OpenVault, id: string, revision: number) {
      const made = async () => ({ id, revision, secret: await secretOf(vault, id), now: clock.now() });
      return vault.write('takeBackRotation', made, told(vault, 'item.rotationTakenBack', [id]));
    },
  };
}
