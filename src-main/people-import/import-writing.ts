import { profileColours } from '../../src-shared/models.ts';
import type { Activation, ImportReport } from '../../src-shared/people.ts';
import { blankAccount, signedRow } from '../accounts/account-rows.ts';
import type { AccountRow } from '../accounts/accounts-entity.ts';
import { makeActivation } from '../accounts/activation.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { sealImportedHash } from '../crypto/imported-hash.ts';
import type { Randomness } from '../crypto/primitives.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { Installation } from '../installation/installation.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import { type Candidate, withoutTaken } from './import-lines.ts';
import type { ParserChannel } from './parser-protocol.ts';

export interface ImportParts {
  readonly database: Database;
  readonly installation: Installation;
  readonly audit: AuditService;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly newId: () => string;
  readonly policy: { readonly now: { readonly activationDays: number } };
  readonly forkParser: () => ParserChannel;
  readonly notifications: Pick<NotificationService, 'tellAdministrators'>;
}

/** Makes these accounts, each with its audit row, in one transaction; a name that was taken meanwhile is skipped. */
export async function writeBatch(parts: ImportParts, actorId: string, batch: readonly Candidate[]): Promise<ImportReport> {
  return parts.database.transaction(async (r) => {
    const lines = batch.map(({ line }) => line);
    const taken = await r.peopleImport.taken(
      lines.map(({ username }) => username),
      lines.flatMap(({ email }) => email ?? []),
    );
    const present = batch.map((candidate) => withoutTaken(candidate, taken));
    const made = present.filter(({ line }) => line.outcome !== 'skipped').map((candidate, at) => newAccount(parts, candidate, at));
    await r.peopleImport.insert(made.map(({ row }) => row));
    for (const { row } of made) {
      const target = { targetKind: 'account', targetId: row.id } as const;
      await parts.audit.record({ actorId, action: 'account.imported', ...target, outcome: 'ok' }, r);
    }
    return {
      imported: made.length,
      activations: made.flatMap(({ activation }) => activation ?? []),
      skipped: present.map(({ line }) => line).filter(({ outcome }) => outcome === 'skipped'),
    };
  });
}

interface Made {
  readonly row: AccountRow;
  readonly activation: Activation | null;
}

/** An account that signs in with its old password, or one that waits for its activation code. */
function newAccount(parts: ImportParts, { line, hash }: Candidate, at: number): Made {
  const { installation, clock, random, newId } = parts;
  const { accountRows } = installation.keys;
  const id = newId();
  const blank = {
    ...blankAccount,
    id,
    ...{ username: line.username, displayName: line.displayName, email: line.email, role: line.role },
    colour: profileColours[at % profileColours.length] ?? profileColours[0],
    createdAt: clock.now(),
  } as const;
  if (hash !== null) {
    const importedHash = sealImportedHash({ accountRowsKey: accountRows, installationId: installation.id, ownerId: id }, hash, random);
    return { row: signedRow(accountRows, { ...blank, status: 'active', importedHash }), activation: null };
  }
  const { code, activationHash, activationExpiresAt } = makeActivation(parts, clock.now());
  const row = signedRow(accountRows, { ...blank, status: 'invited', activationHash, activationExpiresAt });
  return { row, activation: { accountId: id, username: line.username, code, expiresAt: activationExpiresAt } };
}

/** Tells the other administrators how many people came. */
export async function tellImported({ database, notifications }: ImportParts, actorId: string, count: number): Promise<void> {
  await database.transaction(async (r) => {
    const actor = await r.accounts.find(actorId);
    const by = actor === null ? {} : { by: actor.displayName };
    await notifications.tellAdministrators(r, 'people.imported', { count, ...by }, actorId);
  });
}
