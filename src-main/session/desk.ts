import type { Sender } from '../host.ts';
import type { LockReason, Role } from '../../src-shared/models.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { SessionRow } from './sessions-entity.ts';

/** What stands before one sender: nobody, or one person's session. */
export interface Desk {
  readonly kind: Sender['kind'];
  restored: boolean;
  session: SessionRow | null;
  role: Role;
  reason: LockReason | null;
  failures: number;
  /** Nothing but a new password is accepted from this window. */
  passwordDue: boolean;
  /** Whose tile the leaving person chose. */
  next: string | null;
  /** Who has left this window for the tiles. */
  leaver: string | null;
  /**
   * The vault that was opened at this very window; another window of the same person has to be opened by itself. Terminals and
   * programs, once signed in, follow their person's vault instead.
   */
  vault: OpenVault | null;
  /** Counts what turns an arrival away: whoever began to sign in before the last of them is not let in. */
  lockings: number;
}

export const emptyDesk = (kind: Sender['kind']): Desk => ({
  kind,
  restored: false,
  session: null,
  role: 'guest',
  reason: null,
  failures: 0,
  passwordDue: false,
  next: null,
  leaver: null,
  vault: null,
  lockings: 0,
});
