import { AppError } from '../../src-shared/errors.ts';
import { chainHash, genesisHash } from '../crypto/audit-chain.ts';
import type { AuditHead, AuditRecord } from '../crypto/formats.ts';
import { equalBytes } from '../crypto/primitives.ts';
import type { KeeperInput, KeeperOutput } from './keeper-protocol.ts';

type Problem = NonNullable<KeeperOutput<'checkAudit'>>;

const sameHead = (a: AuditHead, b: AuditHead): boolean => a.epoch === b.epoch && a.sequence === b.sequence && equalBytes(a.hash, b.hash);
const headOf = ({ epoch, sequence, hash }: AuditHead): AuditHead => ({ epoch, sequence, hash });

/** Follows the audit chain from what a vault has sealed (`witnessed`, null where it never saw one) to the present head, row by row. */
export class AuditWitness {
  readonly #installationId: string;
  /** Where the walk has arrived; null before the first row and after a problem. */
  #arrived: AuditHead | null = null;

  constructor(installationId: string) {
    this.#installationId = installationId;
  }

  check(witnessed: AuditHead | null, { auditKey, rows }: KeeperInput<'checkAudit'>): Problem | null {
    if (rows[0] !== undefined && beginsAnew(witnessed, this.#arrived, rows[0])) this.#arrived = null;
    for (const row of rows) {
      const code = this.#problem(witnessed, auditKey, row);
      if (code !== null) {
        this.#arrived = null;
        return { code, sequence: row.sequence };
      }
      this.#arrived = headOf(row);
    }
    return null;
  }

  /** Ends the walk: the head, if the walk has arrived at it or it is the witnessed one. Throws dataDamaged for any other. */
  reached(witnessed: AuditHead | null, head: AuditHead): AuditHead {
    const known = [this.#arrived, witnessed].find((candidate) => candidate !== null && sameHead(candidate, head));
    if (known === undefined || known === null) throw new AppError('dataDamaged', { what: 'audit' });
    this.#arrived = null;
    return known;
  }

  #problem(witnessed: AuditHead | null, auditKey: Uint8Array, row: AuditRecord): Problem['code'] | null {
    const before = this.#arrived;
    if (before === null) return this.#firstProblem(witnessed, auditKey, row);
    if (row.epoch < before.epoch) return 'rowChanged';
    // Between the last witness and a new epoch lie rows whose key is lost; only the new chain can be followed.
    const continues = row.epoch === before.epoch;
    if (continues ? row.sequence !== before.sequence + 1 : row.sequence <= before.sequence) return 'rowMissing';
    return this.#links(auditKey, continues ? before.hash : this.#genesis(row), row);
  }

  #firstProblem(witnessed: AuditHead | null, auditKey: Uint8Array, row: AuditRecord): Problem['code'] | null {
    if (witnessed !== null) return sameHead(witnessed, row) ? null : 'pastRewritten';
    // Whoever has witnessed nothing yet takes the log up to here as it is, unless here is its very beginning.
    return row.sequence === 1 ? this.#links(auditKey, this.#genesis(row), row) : null;
  }

  #genesis = ({ epoch }: AuditRecord): Uint8Array => genesisHash(this.#installationId, epoch);
  #links = (auditKey: Uint8Array, previous: Uint8Array, row: AuditRecord): Problem['code'] | null =>
    equalBytes(chainHash(auditKey, previous, row), row.hash) ? null : 'rowChanged';
}

/** A walk that was given up, because its head couldn't be committed, may be walked again from its beginning. */
const beginsAnew = (witnessed: AuditHead | null, arrived: AuditHead | null, first: AuditRecord): boolean =>
  witnessed === null ? arrived !== null && first.sequence <= arrived.sequence : sameHead(witnessed, first);
