import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import type { NewCode } from '../../src-shared/models.ts';
import { withPassword } from '../accounts/account-service.ts';
import type { AccountParts } from '../accounts/enrolment.ts';
import { type RecoveryService, requireAdministrator } from '../accounts/recovery-service.ts';
import { sealUnderInstallationCode } from '../crypto/installation-slot.ts';
import { makeRecoveryCode } from '../crypto/recovery-code.ts';
import type { Repositories } from '../database/database.ts';
import type { Unlocked } from '../session/session-service.ts';
import type { RequestsService } from './requests-service.ts';

interface InstallationCodeParts extends AccountParts {
  readonly recovery: RecoveryService;
  readonly requests: RequestsService;
}

const hour = 3_600_000;

export type InstallationCode = ReturnType<typeof createInstallationCode>;

/** How the installation's recovery code, which makes an administrator of anybody, is made anew. */
export function createInstallationCode(parts: InstallationCodeParts) {
  const { policy, clock, installation, random, database, notifications, audit } = parts;
  /** Who may make one although the rule of two is on, and until when; a restart forgets it, and one asks again. */
  const allowed = new Map<string, number>();
  // SECURITY: under the rule of two, or one administrator alone would make a second one by the code.
  const mayRenew = (ownerId: string): boolean => !policy.now.twoAdministrators || (allowed.get(ownerId) ?? 0) > clock.now();

  async function takeEffect(r: Repositories, ownerId: string, recoveryBlob: Uint8Array): Promise<void> {
    if (!mayRenew(ownerId)) throw new AppError('secondAdministratorNeeded');
    allowed.delete(ownerId);
    await r.installation.update({ recoveryBlob });
    const by = (await r.accounts.find(ownerId))?.displayName ?? '';
    await notifications.tellAdministrators(r, 'installationCode.renewed', { by }, ownerId);
  }

  return {
    /** A second administrator has confirmed that this one makes a new code, once. */
    allow: (ownerId: string): void => void allowed.set(ownerId, clock.now() + limits.installationCodeHours * hour),

    /**
     * A new code; the previous one opens until the new one is confirmed. Null where a second administrator has to confirm first: that
     * is asked for then. Throws denied, dataDamaged, and as withPassword.
     */
    renew: (person: Unlocked, password: string): Promise<NewCode | null> =>
      withPassword(parts, person, password, async () => {
        const { ownerId } = person;
        await requireAdministrator(parts, database.repositories, ownerId);
        if (!mayRenew(ownerId)) {
          await parts.requests.make(ownerId, 'renewInstallationCode', ownerId);
          return null;
        }
        const target = { targetKind: 'installation', targetId: installation.id } as const;
        await audit.record({ actorId: ownerId, action: 'recovery.codeRenewed', ...target, outcome: 'ok' });
        const { text, bytes } = makeRecoveryCode(random);
        const code = { installationId: installation.id, code: bytes, backupKey: installation.keys.backup, random };
        const recoveryBlob = sealUnderInstallationCode(code);
        return parts.recovery.announce(ownerId, 'installation', text, (r) => takeEffect(r, ownerId, recoveryBlob));
      }),
  };
}
