import { AppError } from '../../src-shared/errors.ts';
import { headText, type SeenHead, seenLately } from '../audit/audit-head.ts';
import { chainHash, genesisHash } from '../crypto/audit-chain.ts';
import type { AuditHead, AuditRecord } from '../crypto/formats.ts';
import { aeadKey, equalBytes, type KeyObject } from '../crypto/primitives.ts';
import type { KeeperInput, KeeperOutput } from './keeper-protocol.ts';

type Problem = NonNullable<KeeperOutput<'checkAudit'>>;

const sameHead = (a: AuditHead, b: AuditHead): boolean => a.epoch === b.epoch && a.sequence === b.sequence && equalBytes(a.hash, b.hash);
const headOf = ({ epoch, sequence, hash }: AuditHead): AuditHead => ({ epoch, sequence, hash });

/** Follows the audit chain from what a vault has sealed (`witnessed`, null where it never saw one) to the present head, row by row. */
export class AuditWitness {
  readonly #installationId: string;
  /** Where the walk has arrived; null before the first row and after a problem. */
  #arrived: AuditHead | null = null;
  /** Where main said that retention has cut the log, until the walk comes to the row that vouches for it. */
  #unattested: AuditHead | null = null;

  constructor(installationId: string) {
    this.#installationId = installationId;
  }

  check(witnessed: SeenHead | null, { auditKey, rows, cut, now }: KeeperInput<'checkAudit'>): Problem | null {
    if (rows[0] !== undefined && beginsAnew(witnessed, this.#arrived, rows[0])) this.#giveUp();
    if (cut !== null) {
      const code = this.#beginAfter(witnessed, cut, now);
      if (code !== null) return { code, sequence: cut.sequence };
    }
    const key = aeadKey(auditKey);
    for (const row of rows) {
      const code = this.#problem(witnessed, key, row);
      if (code !== null) {
        this.#giveUp();
        return { code, sequence: row.sequence };
      }
      this.#arrived = headOf(row);
      if (this.#unattested !== null && row.action === 'audit.pruned' && row.targetId === headText(this.#unattested))
        this.#unattested = null;
    }
    return null;
  }

  /** Ends the walk: the head, if the walk has arrived at it or it is the witnessed one. Throws dataDamaged for any other. */
  reached(witnessed: AuditHead | null, head: AuditHead): AuditHead {
    // SECURITY: a walk that began after a cut counts only if the chain itself says that the rows before were removed.
    const arrived = this.#unattested === null ? this.#arrived : null;
    const known = [arrived, witnessed].find((candidate) => candidate !== null && sameHead(candidate, head));
    if (known === undefined || known === null) throw new AppError('dataDamaged', { what: 'audit' });
    this.#giveUp();
    return known;
  }

  #giveUp(): void {
    this.#arrived = null;
    this.#unattested = null;
  }

  /** A cut hides only what is not newer than itself, and was not seen lately. */
  #beginAfter(witnessed: SeenHead | null, cut: AuditHead, now: number): Problem['code'] | null {
    this.#giveUp();
    if (witnessed === null) return null;
    const hidesWitnessed = cut.epoch >= witnessed.epoch && cut.sequence > witnessed.sequence;
    if (!hidesWitnessed && !sameHead(cut, witnessed)) return 'pastRewritten';
    // SECURITY: whoever has the audit key can write that anything was removed by policy; only this vault knows when it saw the row.
    if (seenLately(witnessed, now)) return 'pastRewritten';
    this.#arrived = headOf(cut);
    this.#unattested = headOf(cut);
    return null;
  }

  #problem(witnessed: AuditHead | null, auditKey: KeyObject, row: AuditRecord): Problem['code'] | null {
    const before = this.#arrived;
    if (before === null) return this.#firstProblem(witnessed, auditKey, row);
    if (row.epoch < before.epoch) return 'rowChanged';
    // Between the last witness and a new epoch lie rows whose key is lost; only the new chain can be followed.
    const continues = row.epoch === before.epoch;
    if (continues ? row.sequence !== before.sequence + 1 : row.sequence <= before.sequence) return 'rowMissing';
    return this.#links(auditKey, continues ? before.hash : this.#genesis(row), row);
  }

  #firstProblem(witnessed: AuditHead | null, auditKey: KeyObject, row: AuditRecord): Problem['code'] | null {
    if (witnessed !== null) return sameHead(witnessed, row) ? null : 'pastRewritten';
    // Whoever has witnessed nothing yet takes the log up to here as it is, unless here is its very beginning.
    return row.sequence === 1 ? this.#links(auditKey, this.#genesis(row), row) : null;
  }

  #genesis = ({ epoch }: AuditRecord): Uint8Array => genesisHash(this.#installationId, epoch);
  #links = (auditKey: KeyObject, previous: Uint8Array, row: AuditRecord): Problem['code'] | null =>
    equalBytes(chainHash(auditKey, previous, row), row.hash) ? null : 'rowChanged';
}

/** A walk that was given up, because its head couldn't be committed, may be walked again from its beginning. */
const beginsAnew = (witnessed: AuditHead | null, arrived: AuditHead | null, first: AuditRecord): boolean =>
  witnessed === null ? arrived !== null && first.sequence <= arrived.sequence : sameHead(witnessed, first);
