import type { AuditRecord } from './formats.ts';
import { bindingOf } from './labels.ts';
import { hmac, joined, type KeyObject, sha256 } from './primitives.ts';

/** The bytes of one row that its hash covers: every column, unambiguously. Rows without detail are as the first version wrote them. */
export const canonicalRow = (row: Omit<AuditRecord, 'hash'>): Uint8Array =>
  bindingOf(
    'audit/row',
    '',
    row.sequence,
    row.epoch,
    row.at,
    row.actorId,
    row.action,
    row.targetKind,
    row.targetId,
    row.outcome,
    row.client,
    ...(row.detail === null ? [] : [row.detail]),
  );

/** HMAC-SHA-256(auditKey, previous ‖ canonical row). */
export const chainHash = (auditKey: KeyObject | Uint8Array, previous: Uint8Array, row: Omit<AuditRecord, 'hash'>): Uint8Array =>
  hmac(auditKey, joined(previous, canonicalRow(row)));

/** What the first row of an epoch follows. */
export const genesisHash = (installationId: string, epoch: number): Uint8Array => sha256(bindingOf('audit/genesis', installationId, epoch));
