import { AppError } from '../../src-shared/errors.ts';
import type { JsonDocument } from '../../src-shared/documents.ts';
import type { Input, Output } from '../../src-shared/contract/index.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Repositories } from '../database/database.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { RecordsService, RecordSummary } from '../vault/records-service.ts';

interface DataParts {
  readonly records: RecordsService;
  readonly audit: AuditService;
}

/** Where the app keeps notes of its own, of which programs learn nothing. */
const isOwn = (collection: string): boolean => collection.startsWith('strongroom.');

const headOf = ({ revision, record, createdAt, updatedAt }: RecordSummary) => ({ id: record.key, revision, createdAt, updatedAt });

/** What programs keep in a person's vault. Throws as the records service does. */
export function createDataService({ records, audit }: DataParts) {
  const told = (vault: OpenVault, action: AuditAction) => (r: Repositories, record: RecordSummary) =>
    audit.record({ actorId: vault.ownerId, action, targetKind: 'record', targetId: record.id, outcome: 'ok' }, r);
  const missing = (): AppError => new AppError('notFound', { what: 'document' });

  return {
    collections: async (vault: OpenVault): Promise<Output<'data.collections'>> =>
      (await records.collections(vault)).filter(({ collection }) => !isOwn(collection)),

    async list(vault: OpenVault, { collection, offset, limit }: Input<'data.list'>): Promise<Output<'data.list'>> {
      const { total, records: found } = await records.page(vault, collection, offset, limit);
      return { total, documents: found.map(headOf) };
    },

    /** Throws notFound, and vaultLocked where the vault was closed meanwhile. */
    async get(vault: OpenVault, { collection, id }: Input<'data.get'>): Promise<Output<'data.get'>> {
      const record = await records.read(vault, collection, id);
      if (vault.closed) throw new AppError('vaultLocked');
      if (record === null) throw missing();
      return { ...headOf(record), document: JSON.parse(record.value) as JsonDocument };
    },

    /** Throws conflict, limitReached. */
    async put(vault: OpenVault, { collection, id, document, ifRevision }: Input<'data.put'>): Promise<Output<'data.put'>> {
      const record = { collection, key: id, value: JSON.stringify(document), expect: ifRevision ?? 'any' } as const;
      return headOf(await records.put(vault, record, told(vault, 'data.written')));
    },

    /** Throws notFound, conflict. */
    async remove(vault: OpenVault, { collection, id, ifRevision }: Input<'data.remove'>): Promise<void> {
      const record = { collection, key: id, expect: ifRevision ?? 'any' } as const;
      if (!(await records.remove(vault, record, told(vault, 'data.removed')))) throw missing();
    },
  };
}
