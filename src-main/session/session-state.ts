import type { SessionState } from '../../src-shared/models.ts';
import type { AccountRow } from '../accounts/accounts-entity.ts';
import { viewOf } from '../accounts/account-rows.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database } from '../database/database.ts';
import type { Clock, Log } from '../host.ts';
import type { Installation } from '../installation/installation.ts';
import type { KeeperPool } from '../keeper/keeper-pool.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import type { PolicyService } from '../policy/policy-service.ts';
import type { PreferencesService } from '../preferences/preferences-service.ts';
import type { ClipboardService } from '../vault/clipboard-service.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Desk } from './desk.ts';
import type { Lease } from './leases.ts';

/** What sessions work with. */
export interface SessionParts {
  readonly database: Database;
  readonly installation: Installation;
  readonly audit: AuditService;
  readonly clipboard: ClipboardService;
  readonly preferences: PreferencesService;
  readonly notifications: NotificationService;
  readonly policy: PolicyService;
  readonly pool: KeeperPool;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  /** Told of every vault that is put before a window. */
  readonly arrived: (vault: OpenVault) => void;
  /** How long which programs may go on with a vault whose person locks; null: not at all. */
  readonly leaseOf: (vault: OpenVault) => Lease | null;
  /** Told whose vault has closed. */
  readonly left: (ownerId: string) => void;
}

/** What a window where this person stands has to show. */
export async function stateOf(parts: SessionParts, row: AccountRow, desk: Desk, open: boolean): Promise<SessionState> {
  const account = viewOf(row, await parts.database.repositories.pictures.find(row.id));
  if (row.role === 'guest') return { status: 'guest', account };
  // SECURITY: anybody may stand at a locked window; it says whose turn it is, and nothing to write to.
  if (!open) return { status: 'locked', account: { ...account, email: null }, reason: desk.reason ?? 'restart' };
  return {
    status: 'unlocked',
    account,
    unconfirmedCodes: await unconfirmedCodes(parts, row),
    failuresSinceLastSignIn: desk.failures,
    passwordDue: desk.passwordDue,
    unreadNotifications: await parts.notifications.unread(row.id),
  };
}

async function unconfirmedCodes({ installation }: SessionParts, row: AccountRow): Promise<('personal' | 'installation')[]> {
  const { installationCodeConfirmedAt } = await installation.row();
  return [
    ...(row.personalCodeConfirmedAt === null ? (['personal'] as const) : []),
    ...(row.role === 'administrator' && installationCodeConfirmedAt === null ? (['installation'] as const) : []),
  ];
}
