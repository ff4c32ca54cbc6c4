import { AppError } from '../../src-shared/errors.ts';
import type { Enrolled, NewPerson } from '../accounts/enrolment.ts';
import { enrol } from '../accounts/enrolment.ts';
import { sealUnderInstallationCode } from '../crypto/installation-slot.ts';
import { makeRecoveryCode } from '../crypto/recovery-code.ts';
import type { AccountParts } from '../accounts/enrolment.ts';

/**
 * Makes the first administrator and, in the same transaction, the installation itself.
 * Throws weakPassword, keychainUnavailable, keychainLocked; nothing is stored then.
 */
export async function setUpInstallation(parts: AccountParts, person: NewPerson): Promise<Enrolled & { installationCode: string }> {
  const { installation, random, clock } = parts;
  const { text, bytes } = makeRecoveryCode(random);
  const recoveryBlob = sealUnderInstallationCode({
    installationId: installation.id,
    code: bytes,
    backupKey: installation.keys.backup,
    random,
  });
  const enrolled = await enrol(parts, person, { role: 'administrator' }, async (r, ownerId) => {
    if ((await r.installation.find()) !== null) throw new AppError('alreadySetUp');
    const keychainKind = installation.keychain.kind;
    await r.installation.insert({
      id: installation.id,
      createdAt: clock.now(),
      keychainKind,
      recoveryBlob,
      installationCodeConfirmedAt: null,
    });
    const row = { actorId: ownerId, targetKind: 'installation', targetId: installation.id, outcome: 'ok' } as const;
    if (keychainKind === 'file') await parts.audit.record({ ...row, action: 'keychain.fileChosen' }, r);
    await parts.audit.record({ ...row, action: 'setup.completed' }, r);
  });
  return { ...enrolled, installationCode: text };
}
