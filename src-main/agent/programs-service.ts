import { z } from 'zod';
import type { Asker, ProgramView } from '../../src-shared/agent/programs.ts';
import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import { timeSchema } from '../../src-shared/models.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Randomness } from '../crypto/primitives.ts';
import type { Repositories } from '../database/database.ts';
import type { Clock, Sender } from '../host.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { RecordsService, StoredRecord } from '../vault/records-service.ts';
import { Askings } from './askings.ts';
import type { GrantsParts, GrantsService } from './grants-service.ts';
import { PerVault } from './per-vault.ts';
import { claimIn, isTokenOf, newProgramToken, tokenHash } from './program-token.ts';

interface ProgramsParts {
  readonly records: Pick<RecordsService, 'readAll' | 'put' | 'remove'>;
  readonly grants: Pick<GrantsService, 'all' | 'revokeAllOf'>;
  readonly audit: Pick<AuditService, 'record'>;
  readonly notifications: Pick<NotificationService, 'tell'>;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly newId: () => string;
  readonly push: GrantsParts['push'];
  /** The vault of a person that is open, or kept by a lease. */
  readonly reachable: (ownerId: string) => OpenVault | null;
}

/** A program that a person has connected, known again by its token. */
export interface Program {
  readonly key: string;
  readonly name: string;
  readonly origin: string | null;
  readonly createdAt: number;
}

const recordSchema = z.strictObject({
  v: z.literal(1),
  name: z.string(),
  origin: z.string().nullable(),
  createdAt: timeSchema,
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
});
type Stored = Program & { readonly tokenHash: string };

export const programsCollection = 'strongroom.programs';

export type ProgramsService = ReturnType<typeof createProgramsService>;

/** The programs that people have connected, and those that have merely asked. What reads stored ones throws dataDamaged. */
export function createProgramsService(parts: ProgramsParts) {
  const { records, grants, audit, clock, reachable } = parts;
  const askings = new Askings(clock);
  /** What each connection has shown; looked at once the vault that can tell is open. */
  const shown = new WeakMap<Sender, string>();
  const stored = new PerVault(
    async (vault) => new Map((await records.readAll(vault, programsCollection)).map((found) => [found.record.key, programFrom(found)])),
  );

  const tell = (vault: OpenVault, action: 'program.connected' | 'program.removed', key: string, r: Repositories): Promise<void> =>
    audit.record({ actorId: vault.ownerId, action, targetKind: 'program', targetId: key, outcome: 'ok' }, r);

  async function matching(vault: OpenVault, token: string): Promise<Program | null> {
    const claim = claimIn(token);
    // SECURITY: a program is one person's; its token is looked up in no other vault.
    if (claim === null || claim.ownerId !== vault.ownerId) return null;
    const found = (await stored.of(vault)).get(claim.programKey);
    return isTokenOf(token, found?.tokenHash ?? null) && found !== undefined ? found : null;
  }

  async function recognised(vault: OpenVault, sender: Sender, asker: Asker): Promise<Asker> {
    const token = shown.get(sender);
    const program = token === undefined ? null : await matching(vault, token);
    if (program !== null) return { ...asker, key: program.key, name: program.name, registered: true };
    const known = asker.registered ? (await stored.of(vault)).get(asker.key) : undefined;
    return known === undefined ? { ...asker, registered: false } : { ...asker, name: known.name };
  }

  /** Whose program the connection says it is; proven by nothing yet. */
  function claimedOwner(sender: Sender): string | null {
    const token = shown.get(sender);
    return token === undefined ? null : (claimIn(token)?.ownerId ?? null);
  }

  const isRegistered = async (vault: OpenVault, key: string): Promise<boolean> => (await stored.of(vault)).has(key);

  function viewOf(ownerId: string, program: Program | null, about: Pick<ProgramView, 'key' | 'name' | 'createdAt'>): ProgramView {
    const asking = askings.of(ownerId, about.key);
    return {
      ...{ key: about.key, name: about.name, createdAt: about.createdAt },
      ...{ path: asking?.path ?? null, registered: program !== null, origin: program?.origin ?? null },
      ...{ lastAskedAt: asking?.lastAskedAt ?? null, asked: asking?.asked ?? 0, refused: asking?.refused ?? 0 },
    };
  }

  return {
    /** The token is nowhere to be had again. Throws limitReached. */
    async register(vault: OpenVault, { name, origin }: Pick<Program, 'name' | 'origin'>): Promise<{ program: ProgramView; token: string }> {
      const programs = await stored.of(vault);
      if (programs.size >= limits.programsMax) throw new AppError('limitReached', { what: 'programs' });
      const key = parts.newId();
      const token = newProgramToken({ ownerId: vault.ownerId, programKey: key }, parts.random);
      const kept = { name, origin: origin === null ? null : new URL(origin).origin, createdAt: clock.now(), tokenHash: tokenHash(token) };
      const record = { collection: programsCollection, key, value: JSON.stringify({ v: 1, ...kept }), expect: 'absent' } as const;
      await records.put(vault, record, async (r) => {
        await tell(vault, 'program.connected', key, r);
        await parts.notifications.tell(r, vault.ownerId, 'program.connected', { what: name });
      });
      const program = { key, ...kept };
      programs.set(key, program);
      parts.push(vault.ownerId, 'programs.changed', {});
      return { program: viewOf(vault.ownerId, program, program), token };
    },

    /** Throws notFound where it is neither registered nor known from having asked or been given something. */
    async remove(vault: OpenVault, key: string): Promise<void> {
      const programs = await stored.of(vault);
      const program = programs.get(key);
      if (program !== undefined) {
        // SECURITY: its token counts no more from this moment on, whatever is still being written.
        programs.delete(key);
        try {
          const record = { collection: programsCollection, key, expect: 'any' } as const;
          await records.remove(vault, record, (r) => tell(vault, 'program.removed', key, r));
        } catch (error) {
          programs.set(key, program);
          throw error;
        }
      }
      const revoked = await grants.revokeAllOf(vault, key);
      const forgotten = askings.forget(vault.ownerId, key);
      if (program === undefined && revoked === 0 && !forgotten) throw new AppError('notFound', { what: 'program' });
      parts.push(vault.ownerId, 'programs.changed', {});
    },

    /** The registered ones by name, then the others, which asked last first. */
    async list(vault: OpenVault): Promise<ProgramView[]> {
      const { ownerId } = vault;
      const programs = await stored.of(vault);
      const registered = [...programs.values()].toSorted((a, b) => a.name.localeCompare(b.name));
      const others = new Map<string, Pick<ProgramView, 'key' | 'name' | 'createdAt'>>();
      for (const { programKey, programName, createdAt } of await grants.all(vault))
        others.set(programKey, { key: programKey, name: programName, createdAt });
      for (const { key, name, firstAskedAt } of askings.all(ownerId)) others.set(key, { key, name, createdAt: firstAskedAt });
      const strangers = [...others.values()].filter(({ key }) => !programs.has(key)).map((about) => viewOf(ownerId, null, about));
      return [
        ...registered.map((program) => viewOf(ownerId, program, program)),
        ...strangers.toSorted((a, b) => (b.lastAskedAt ?? 0) - (a.lastAskedAt ?? 0)),
      ];
    },

    /** Remembers what a connection has shown, for when the vault that can tell is open. */
    show: (sender: Sender, token: string): void => void shown.set(sender, token),
    claimedOwner,
    /**
     * The asker as this person's vault knows it. SECURITY: registered is only who this very person has registered; a token of
     * somebody else's proves nothing here.
     */
    recognised,
    /** The asker as whoever has connected it knows it; a stranger also while that vault is neither open nor kept by a lease. */
    async known(sender: Sender, asker: Asker): Promise<Asker> {
      const ownerId = claimedOwner(sender);
      const vault = ownerId === null ? null : reachable(ownerId);
      return vault === null ? asker : recognised(vault, sender, asker);
    },
    isRegistered,
    /** Where pages of this person's programs may call from; none while the vault is shut. */
    async origins(ownerId: string): Promise<string[]> {
      const vault = reachable(ownerId);
      if (vault === null) return [];
      return [...new Set([...(await stored.of(vault)).values()].flatMap(({ origin }) => (origin === null ? [] : [origin])))];
    },
    askings,
  };
}

function programFrom({ record, value }: StoredRecord): Stored {
  try {
    const { v: _, ...program } = recordSchema.parse(JSON.parse(value));
    return { key: record.key, ...program };
  } catch {
    throw new AppError('dataDamaged', { what: 'program' });
  }
}
