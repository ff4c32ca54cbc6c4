import { AppError } from '../../src-shared/errors.ts';
import { chainHash, genesisHash } from '../crypto/audit-chain.ts';
import type { AuditHead, AuditRecord } from '../crypto/formats.ts';
import { equalBytes } from '../crypto/primitives.ts';
import type { KeeperInput, KeeperOutput } from './keeper-protocol.ts';

type Problem = NonNullable<KeeperOutput<'checkAudit'>>;

const sameHead = (a: AuditHead, b: AuditHead): boolean => a.epoch === b.epoch && a.sequence === b.sequence && equalBytes(a.hash, b.hash);

/** Follows the audit chain from what this vault has sealed to the present head, row by row. */
export class AuditWitness {
  readonly #installationId: string;
  /** Where the walk has arrived; null before the first row. */
  #arrived: AuditHead | null = null;
  #witnessed: AuditHead | null;

  constructor(installationId: string, witnessed: AuditHead | null) {
    this.#installationId = installationId;
    this.#witnessed = witnessed;
  }

  check({ auditKey, rows }: KeeperInput<'checkAudit'>): Problem | null {
    for (const row of rows) {
      const code = this.#problem(auditKey, row);
      if (code !== null) {
        this.#arrived = null;
        return { code, sequence: row.sequence };
      }
      this.#arrived = { epoch: row.epoch, sequence: row.sequence, hash: row.hash };
    }
    return null;
  }

  /** Takes the head as witnessed. Throws dataDamaged for one that the walk has not arrived at. */
  seal(head: AuditHead): AuditHead {
    const reached = this.#arrived ?? this.#witnessed;
    if (reached === null || !sameHead(reached, head)) throw new AppError('dataDamaged', { what: 'audit' });
    this.#witnessed = reached;
    this.#arrived = null;
    return reached;
  }

  #problem(auditKey: Uint8Array, row: AuditRecord): Problem['code'] | null {
    const before = this.#arrived;
    // Whoever has witnessed nothing yet takes the log up to here as it is.
    if (before === null) return this.#witnessed === null || sameHead(this.#witnessed, row) ? null : 'pastRewritten';
    if (row.epoch < before.epoch) return 'rowChanged';
    // Between the last witness and a new epoch lie rows whose key is lost; only the new chain can be followed.
    const continues = row.epoch === before.epoch;
    if (continues ? row.sequence !== before.sequence + 1 : row.sequence <= before.sequence) return 'rowMissing';
    const previous = continues ? before.hash : genesisHash(this.#installationId, row.epoch);
    return equalBytes(chainHash(auditKey, previous, row), row.hash) ? null : 'rowChanged';
  }
}
