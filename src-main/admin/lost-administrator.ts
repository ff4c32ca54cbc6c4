import { AppError } from '../../src-shared/errors.ts';
import type { AccountParts } from '../accounts/enrolment.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { Repositories } from '../database/database.ts';
import { equalBytes } from '../crypto/primitives.ts';
import { openWithInstallationCode } from '../crypto/installation-slot.ts';
import { parseRecoveryCode } from '../crypto/recovery-code.ts';
import type { SessionService } from '../session/session-service.ts';
import { signAsOurs } from './mending.ts';

interface LostParts extends Pick<AccountParts, 'database' | 'installation' | 'audit' | 'notifications'> {
  readonly sessions: SessionService;
}

/**
 * Makes an existing person an administrator by the installation's recovery code: the way back where nobody is left who is one.
 * The vault stays that person's own; the code has to be made anew afterwards. Throws wrongRecoveryCode, notFound, dataDamaged.
 */
export async function restoreAdministrator(parts: LostParts, code: string, username: string): Promise<{ displayName: string }> {
  const { installation, database, notifications } = parts;
  const tell = (r: Repositories, action: AuditAction, outcome: 'ok' | 'denied', targetId: string | null): Promise<void> =>
    parts.audit.record({ actorId: null, action, targetKind: 'account', targetId, outcome }, r);
  const { recoveryBlob } = await installation.row();
  try {
    const sealed = openWithInstallationCode({ installationId: installation.id, code: parseRecoveryCode(code), blob: recoveryBlob });
    // SECURITY: anybody who can write to the database can put a blob there that a code of their own opens; it doesn't hold this key.
    const ours = equalBytes(sealed, installation.keys.backup);
    sealed.fill(0);
    if (!ours) throw new AppError('dataDamaged', { what: 'installation code' });
  } catch (error) {
    await database.transaction((r) => tell(r, 'administrator.restoreFailed', 'denied', null));
    throw error;
  }
  const restored = await database.transaction(async (r) => {
    const row = await r.accounts.findByUsername(username);
    if (row === null || row.role === 'guest') throw new AppError('notFound', { what: 'account' });
    if (row.passwordSlotId === null) throw new AppError('notAllowedNow', { what: row.status });
    await signAsOurs(parts, r, { ...row, role: 'administrator', status: 'active', statusBefore: null });
    await r.installation.update({ installationCodeConfirmedAt: null });
    await tell(r, 'administrator.restored', 'ok', row.id);
    await notifications.tellAdministrators(r, 'administrator.restored', { person: row.displayName });
    return row;
  });
  parts.sessions.announce({ id: restored.id, role: 'administrator' });
  return { displayName: restored.displayName };
}
