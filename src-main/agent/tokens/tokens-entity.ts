import { EntitySchema } from 'typeorm';
import { integer, nullable, primary, text } from '../../database/columns.ts';

/** One refresh token of one session of the HTTP API; the tokens of a session follow one another. */
export interface RefreshTokenRow {
  /** SHA-256 of the token, in hexadecimal: who reads the database can't refresh with it. */
  readonly hash: string;
  readonly sessionId: string;
  readonly ownerId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Kept after its use, so that a second use is noticed. */
  readonly usedAt: number | null;
}

/** An access token that no longer counts, until it would have run out by itself. */
export interface RevokedTokenRow {
  readonly jti: string;
  readonly expiresAt: number;
}

export const refreshTokenEntity = new EntitySchema<RefreshTokenRow>({
  name: 'refresh_token',
  tableName: 'refresh_tokens',
  columns: {
    hash: text('hash', primary),
    sessionId: text('session_id'),
    ownerId: text('owner_id'),
    createdAt: integer('created_at'),
    expiresAt: integer('expires_at'),
    usedAt: integer('used_at', nullable),
  },
});

export const revokedTokenEntity = new EntitySchema<RevokedTokenRow>({
  name: 'revoked_token',
  tableName: 'revoked_tokens',
  columns: { jti: text('jti', primary), expiresAt: integer('expires_at') },
});
