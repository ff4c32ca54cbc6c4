import { setImmediate as nextTask } from 'node:timers/promises';
import type { AuditReport } from '../../src-shared/audit.ts';
import type { AuditHead } from '../crypto/formats.ts';
import { verifyParts } from '../crypto/person-keys.ts';
import type { Repositories } from '../database/database.ts';
import { standingOf } from './attested-cut.ts';
import type { SeenHead } from './audit-head.ts';
import type { NamedWitness } from './audit-repository.ts';

/** A hundred signatures take some 10 ms. */
const batch = 100;

interface Checked {
  readonly witnesses: AuditReport['witnesses'];
  /** The oldest head that a person has signed and the log doesn't hold; a signature that is none contradicts nothing but itself. */
  readonly contradicting: SeenHead | null;
}

/** What everybody's vault has signed last, compared with the log as of `now`. The times of witnesses are not signed. */
export async function checkWitnesses(
  audit: Repositories['audit'],
  installationId: string,
  { cut, now }: { cut: AuditHead | null; now: number },
): Promise<Checked> {
  const witnesses: AuditReport['witnesses'] = [];
  let contradicting: SeenHead | null = null;
  for (let after = ''; ;) {
    const part = await audit.witnesses(after, batch);
    const hashes = await audit.hashes(part.map(({ sequence }) => sequence));
    for (const witness of part) {
      const { ownerId, name, sequence, at } = witness;
      const signed = isSigned(installationId, witness);
      const stands = standingOf(witness, cut, hashes.get(sequence), now) === 'holds';
      witnesses.push({ ownerId, name, sequence, at, holds: signed && stands });
      if (signed && !stands && sequence < (contradicting?.sequence ?? Infinity)) contradicting = witness;
    }
    const last = part.at(-1);
    if (last === undefined || part.length < batch) return { witnesses, contradicting };
    after = last.ownerId;
    await nextTask();
  }
}

const isSigned = (installationId: string, { ownerId, epoch, sequence, hash, signature, identityPublic }: NamedWitness): boolean =>
  verifyParts(identityPublic, signature, 'audit/witness', ownerId, installationId, epoch, sequence, hash);
