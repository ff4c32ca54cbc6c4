import { AppError } from '../../../src-shared/errors.ts';
import { rowHolds } from '../../accounts/account-rows.ts';
import type { AccountRow } from '../../accounts/accounts-entity.ts';
import type { AuditService } from '../../audit/audit-service.ts';
import { callingClient } from '../../audit/calling-client.ts';
import { type Randomness, sha256 } from '../../crypto/primitives.ts';
import { accessTokenKey } from '../../crypto/token-key.ts';
import type { Database, Repositories } from '../../database/database.ts';
import type { Clock } from '../../host.ts';
import type { Installation } from '../../installation/installation.ts';
import type { NotificationService } from '../../notifications/notification-service.ts';
import { isLive } from '../../session/session-rows.ts';
import type { SessionRow } from '../../session/sessions-entity.ts';
import { type AccessClaims, readAccessToken, signAccessToken } from './access-token.ts';
import type { RefreshTokenRow } from './tokens-entity.ts';

interface TokenParts {
  readonly database: Database;
  readonly installation: Installation;
  readonly audit: AuditService;
  readonly notifications: NotificationService;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly newId: () => string;
  /** How long an access token counts. */
  readonly accessMinutes: number;
  /** Takes whoever stands in this session away, and closes the vault where nobody else has it open. */
  readonly expel: (sessionId: string) => Promise<void>;
}

/** Whose token it was, as the stored rows say now; never as the token says. */
export interface Bearer {
  readonly sessionId: string;
  readonly jti: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly account: { readonly id: string; readonly email: string | null; readonly isAdmin: boolean };
}

export interface IssuedTokens {
  readonly access: string;
  readonly refresh: string;
  readonly expiresInSeconds: number;
  readonly account: Bearer['account'];
}

export type TokenService = ReturnType<typeof createTokenService>;

const refreshPrefix = 'srr_';
const refreshBytes = 32;
const refreshPattern = /^srr_[A-Za-z0-9_-]{43}$/;

const hashOf = (token: string): string => Buffer.from(sha256(Buffer.from(token))).toString('hex');
const unknown = (): AppError => new AppError('notSignedIn', { what: 'token' });

/** Access tokens (signed, short) and refresh tokens (opaque, used once) of sessions of the HTTP API. */
export function createTokenService(parts: TokenParts) {
  const { database, installation, clock, newId } = parts;
  const key = accessTokenKey(installation.keys.apiTokens, installation.id);

  /** SECURITY: a token is worth what session and account are worth now; an account row that SQL has changed is worth nothing. */
  async function standingOf(r: Repositories, sessionId: string): Promise<{ session: SessionRow; account: AccountRow }> {
    const session = await r.sessions.find(sessionId);
    if (session === null || session.kind !== 'program' || !isLive(session, clock.now())) throw unknown();
    const account = await r.accounts.find(session.ownerId);
    if (account === null || !rowHolds(installation.keys.accountRows, account) || account.status !== 'active') throw unknown();
    return { session, account };
  }

  const viewOf = ({ id, email, role }: AccountRow): Bearer['account'] => ({ id, email, isAdmin: role === 'administrator' });

  async function issue(r: Repositories, session: SessionRow, account: AccountRow): Promise<IssuedTokens> {
    const now = clock.now();
    const expiresAt = Math.min(now + parts.accessMinutes * 60_000, session.expiresAt);
    const view = viewOf(account);
    const refresh = refreshPrefix + Buffer.from(parts.random(refreshBytes)).toString('base64url');
    const row = { hash: hashOf(refresh), sessionId: session.id, ownerId: account.id, createdAt: now, usedAt: null };
    await r.refreshTokens.insert({ ...row, expiresAt: session.expiresAt });
    const access = await signAccessToken(key, {
      ...{ installationId: installation.id, sub: account.id, sid: session.id, jti: newId() },
      ...{ email: view.email, isAdmin: view.isAdmin, issuedAt: now, expiresAt },
    });
    return { access, refresh, expiresInSeconds: Math.floor((expiresAt - now) / 1000), account: view };
  }

  /** SECURITY: ends first, and writes it down after that; a log that can't be written keeps no session alive. */
  async function endReused({ sessionId, ownerId }: RefreshTokenRow): Promise<void> {
    const session = await database.repositories.sessions.find(sessionId);
    // Of a session that is over nothing is left to end, and nobody shall fill the log with it.
    if (session === null || !isLive(session, clock.now())) return;
    await parts.expel(sessionId);
    await database.repositories.sessions.revoke(sessionId, clock.now());
    await database.transaction(async (r) => {
      const target = { targetKind: 'account', targetId: ownerId } as const;
      await parts.audit.record({ actorId: null, action: 'token.reused', ...target, outcome: 'denied' }, r);
      await parts.notifications.tell(r, ownerId, 'sessions.ended', { count: 1 });
    });
  }

  /** The stored token. Throws notSignedIn; one that was used before ends its session. */
  async function unused(token: string): Promise<RefreshTokenRow> {
    if (!refreshPattern.test(token)) throw unknown();
    const row = await database.repositories.refreshTokens.find(hashOf(token));
    if (row === null) throw unknown();
    if (row.usedAt !== null) {
      await callingClient.run('program', () => endReused(row));
      throw unknown();
    }
    if (row.expiresAt <= clock.now()) throw unknown();
    return row;
  }

  async function bearerOf({ sub, sid, jti, exp }: AccessClaims): Promise<Bearer> {
    const { repositories } = database;
    const { session, account } = await standingOf(repositories, sid);
    if (account.id !== sub || session.ownerId !== sub || (await repositories.revokedTokens.has(jti))) throw unknown();
    return { sessionId: sid, jti, expiresAt: exp * 1000, account: viewOf(account) };
  }

  return {
    accessMinutes: parts.accessMinutes,

    /** What verifies access tokens, as a JSON Web Key (RFC 8037). */
    publicKey: {
      ...{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA' },
      ...{ kid: key.kid, x: Buffer.from(key.rawPublic).toString('base64url') },
    },

    /** The first pair of a session. Throws notSignedIn where it has ended. */
    issue: (sessionId: string): Promise<IssuedTokens> =>
      database.transaction(async (r) => {
        const { session, account } = await standingOf(r, sessionId);
        return issue(r, session, account);
      }),

    /** Throws notSignedIn, and nothing that says why. */
    verify: async (token: string): Promise<Bearer> => bearerOf(await readAccessToken(key, installation.id, token, clock.now())),

    /** Whether the session behind a token that was verified before still counts. Throws notSignedIn. */
    async verifyAgain({ sessionId, jti, expiresAt }: Bearer): Promise<void> {
      if (expiresAt <= clock.now() || (await database.repositories.revokedTokens.has(jti))) throw unknown();
      await standingOf(database.repositories, sessionId);
    },

    /**
     * The next pair for an unused refresh token. `mayRefresh` is asked before anything is used up, and refuses by throwing.
     * SECURITY: a token that is shown a second time, whoever shows it and however soon, ends the session with all its tokens.
     */
    async refresh(token: string, mayRefresh: (sessionId: string) => Promise<void>): Promise<IssuedTokens> {
      const row = await unused(token);
      await standingOf(database.repositories, row.sessionId);
      await mayRefresh(row.sessionId);
      const issued = await database.transaction(async (r) => {
        const { session, account } = await standingOf(r, row.sessionId);
        return (await r.refreshTokens.use(row.ownerId, row.hash, clock.now())) ? issue(r, session, account) : null;
      });
      if (issued !== null) return issued;
      await callingClient.run('program', () => endReused(row));
      throw unknown();
    },

    /** This access token counts no longer, whatever becomes of its session. */
    revokeAccess: ({ jti, expiresAt }: Pick<Bearer, 'jti' | 'expiresAt'>): Promise<void> =>
      database.repositories.revokedTokens.add({ jti, expiresAt }),

    /** The session of a refresh token that counts; using one up this way is no way to renew it. Throws notSignedIn. */
    sessionOfRefresh: async (token: string): Promise<string> => (await unused(token)).sessionId,
  };
}
