import type { Asker } from '../../src-shared/agent/programs.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { AccountRow } from '../accounts/accounts-entity.ts';
import type { Sender } from '../host.ts';
import type { PolicyService } from '../policy/policy-service.ts';
import type { SessionService } from '../session/session-service.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { ProgramsService } from './programs-service.ts';

/** Who calls: from which window, terminal or program, and whether they still wait. */
export interface Calling {
  readonly sender: Sender;
  readonly asker: Asker | null;
  readonly signal: AbortSignal | null;
}

/** A vault that may be read from, and on which ground. */
export interface Reached {
  readonly vault: OpenVault;
  /** `session`: its person stands there, unlocked; `program`: by that person's consent. */
  readonly by: 'session' | 'program';
  /** As that person's vault knows them. */
  readonly asker: Asker;
  /** Its person has locked; only grants with a lease count, and nobody can be asked. */
  readonly leased: boolean;
}

export interface ReachingParts {
  readonly sessions: Pick<SessionService, 'standing' | 'unlocked'> & {
    readonly doors: Pick<SessionService['doors'], 'vaultOf' | 'owners'> & {
      readonly leases: Pick<SessionService['doors']['leases'], 'of' | 'owners'>;
    };
  };
  readonly programs: Pick<ProgramsService, 'recognised' | 'claimedOwner' | 'isRegistered'>;
  readonly policy: Pick<PolicyService, 'now'>;
  readonly findByUsername: (username: string) => Promise<Pick<AccountRow, 'id' | 'role'> | null>;
}

/**
 * Whose vault a call reads from: the caller's own, that of `account`, that of whoever registered the program, or the only one that is
 * open. Null while it is locked. Throws ambiguous where several are open, notFound for an unknown account, denied to guests and
 * at a window, passwordDue, notSignedIn where there is neither a person nor a program, agentOff.
 */
export async function reach(parts: ReachingParts, calling: Calling, account: string | null): Promise<Reached | null> {
  const { sender, asker } = calling;
  const { sessions, policy, programs } = parts;
  // SECURITY: values reach a page one at a time, each by `items.reveal`; one that was taken over gets no more at once here.
  if (sender.kind === 'desktop') throw new AppError('denied', { what: 'window' });
  // SECURITY: looked at each time, also by who has waited: off means off for them too.
  if (!policy.now.agent) throw new AppError('agentOff');
  const standing = sessions.standing(sender);
  const named = account === null ? null : await ownerNamed(parts, account);
  if (standing !== null && (account === null || named === standing.ownerId)) {
    if (standing.role === 'guest') throw new AppError('denied', { what: 'guest' });
    if (standing.vault === null) return null;
    if (sessions.unlocked(sender).passwordDue) throw new AppError('passwordDue');
    const { vault } = standing;
    return { vault, by: 'session', asker: await programs.recognised(vault, sender, asker ?? unknownAsker(sender)), leased: false };
  }
  if (asker === null) throw new AppError('notSignedIn');
  const ownerId = account === null ? await ownerFor(parts, calling, asker) : named;
  if (ownerId === null) return null;
  const open = sessions.doors.vaultOf(ownerId);
  if (open !== null) return { vault: open, by: 'program', asker: await programs.recognised(open, sender, asker), leased: false };
  const kept = sessions.doors.leases.of(ownerId);
  if (kept === null) return null;
  const known = await programs.recognised(kept.vault, sender, asker);
  // SECURITY: to everybody else this vault is as locked as its person believes it to be.
  if (!known.registered || !kept.lease.programs.includes(known.key)) return null;
  return { vault: kept.vault, by: 'program', asker: known, leased: true };
}

/** Null for somebody who isn't there, where the login screen doesn't tell who is: an answer of its own would tell. */
async function ownerNamed({ findByUsername, policy }: ReachingParts, account: string): Promise<string | null> {
  const row = await findByUsername(account.trim().toLowerCase());
  if (row !== null && row.role !== 'guest') return row.id;
  if (policy.now.loginScreen === 'tiles') throw new AppError('notFound', { what: 'account' });
  return null;
}

async function ownerFor({ sessions, programs }: ReachingParts, { sender }: Calling, asker: Asker): Promise<string | null> {
  const { doors } = sessions;
  const claimed = programs.claimedOwner(sender);
  if (claimed !== null) return claimed;
  if (asker.registered)
    for (const ownerId of [...doors.owners(), ...doors.leases.owners()]) {
      const vault = doors.vaultOf(ownerId) ?? doors.leases.of(ownerId)?.vault;
      // Another person's damaged record is that person's alone.
      if (vault !== undefined && (await programs.isRegistered(vault, asker.key).catch(() => false))) return ownerId;
    }
  const [only = null, ...others] = doors.owners();
  if (others.length > 0) throw new AppError('ambiguous', { what: 'account' });
  return only;
}

/** A caller of whom the system tells nothing. */
export const unknownAsker = ({ kind, client }: Sender): Asker => ({
  ...{ key: `unknown ${kind}`, name: client.slice(0, 200), path: null, parents: [], registered: false },
});
