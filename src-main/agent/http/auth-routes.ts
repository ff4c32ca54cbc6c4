import { z } from 'zod';
import type { Input } from '../../../src-shared/contract/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { limits } from '../../../src-shared/limits.ts';
import { displayNameSchema, emailSchema, idSchema, passwordSchema, usernameSchema } from '../../../src-shared/models.ts';
import type { IssuedTokens } from '../tokens/token-service.ts';
import type { ApiSender } from './api-sender.ts';
import { callerOf } from './authentication.ts';
import type { ApiApp, RouteParts } from './http-server.ts';
import { namesFrom, numbered } from './new-username.ts';
import { byAddress, perMinute } from './rates.ts';

const userSchema = z.strictObject({ id: idSchema, email: z.string().nullable(), is_admin: z.boolean() });
const grantedSchema = z.strictObject({
  access_token: z.string(),
  token_type: z.literal('bearer'),
  user: userSchema,
  /** These two are new to old clients, which pass over them. */
  refresh_token: z.string(),
  expires_in: z.number().int(),
});
const waitingSchema = z.strictObject({ detail: z.string(), code: z.literal('approvalPending'), status: z.literal('waiting') });

// Old clients send more than is asked for; what isn't named here is dropped.
const loginSchema = z.object({
  email: z.string().trim().min(1).max(limits.emailMaxCharacters).meta({ description: 'E-mail address or username' }),
  password: passwordSchema,
});
const registerSchema = z.object({
  email: emailSchema,
  password: passwordSchema,
  username: usernameSchema.optional(),
  name: displayNameSchema.optional(),
});
const refreshSchema = z.object({ refresh_token: z.string().max(4096) });
const revokeSchema = z.object({ token: z.string().max(4096) });

const namesTried = 20;

const granted = ({ access, refresh, expiresInSeconds, account }: IssuedTokens): z.infer<typeof grantedSchema> => ({
  access_token: access,
  token_type: 'bearer',
  user: { id: account.id, email: account.email, is_admin: account.isAdmin },
  refresh_token: refresh,
  expires_in: expiresInSeconds,
});

/** The routes that old clients sign in by; their paths and shapes stay as they are. */
export function authRoutes(app: ApiApp, parts: RouteParts): void {
  const { tokens, senders, call, accounts, limiters, door } = parts;

  /** Whoever isn't known gets an account that doesn't exist, and with it the same answer after the same work. */
  async function whoIs(text: string): Promise<Input<'session.signIn'>['who']> {
    if (text.includes('@')) {
      const account = (await accounts.findByEmail(text)) ?? (await accounts.findByEmail(text.toLowerCase()));
      return { accountId: account?.id ?? parts.newId() };
    }
    const username = usernameSchema.safeParse(text);
    return username.success ? { username: username.data } : { accountId: parts.newId() };
  }

  /** SECURITY: whatever goes wrong, nobody stays behind before a sender that no session owns. */
  async function signedIn(sender: ApiSender, signIn: () => Promise<boolean>): Promise<IssuedTokens | null> {
    let sessionId: string | null = null;
    try {
      if (await signIn()) {
        sessionId = await senders.keep(sender);
        return await tokens.issue(sessionId);
      }
    } catch (error) {
      if (sessionId !== null) await senders.end(sessionId);
      else await door.detach(sender);
      throw error;
    }
    await door.detach(sender);
    return null;
  }

  /** False where an administrator has to approve first. Throws as accounts.create. */
  async function join(sender: ApiSender, { email, password, username, name }: z.infer<typeof registerSchema>): Promise<boolean> {
    const names = namesFrom(email);
    const wanted = username ?? names.username;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const person = { username: numbered(wanted, attempt), displayName: name ?? names.displayName, email, password };
        // SECURITY: the recovery code that this answers with goes nowhere; the window asks its person to make another one.
        return (await call(sender, 'accounts.create', person)).status === 'entered';
      } catch (error) {
        const taken = error instanceof AppError && error.code === 'usernameTaken' && error.detail?.what === 'username';
        if (!taken || username !== undefined || attempt === namesTried) throw error;
      }
    }
  }

  app.post(
    '/api/v1/auth/register',
    {
      schema: { summary: 'Make an account', tags: ['auth'], body: registerSchema, response: { 200: grantedSchema, 202: waitingSchema } },
      config: byAddress(perMinute.registrationsOfAddress),
    },
    async (request, reply) => {
      const sender = senders.begin(request.headers['user-agent']);
      const issued = await signedIn(sender, () => join(sender, request.body));
      if (issued !== null) return reply.send(granted(issued));
      const detail = 'The account waits for an administrator, who has to approve it before you can sign in';
      return reply.code(202).send({ detail, code: 'approvalPending', status: 'waiting' });
    },
  );

  app.post(
    '/api/v1/auth/login',
    {
      schema: { summary: 'Sign in', tags: ['auth'], body: loginSchema, response: { 200: grantedSchema } },
      config: byAddress(perMinute.signInsOfAddress),
    },
    async (request, reply) => {
      await limiters.signInsOfName(request);
      const { email, password } = request.body;
      const who = await whoIs(email);
      const sender = senders.begin(request.headers['user-agent']);
      const issued = await signedIn(sender, async () => {
        await call(sender, 'session.signIn', { who, password, acceptOlder: false });
        return true;
      });
      if (issued === null) throw new AppError('notSignedIn');
      return reply.send(granted(issued));
    },
  );

  app.post(
    '/api/v1/auth/refresh',
    {
      schema: { summary: 'The next pair of tokens', tags: ['auth'], body: refreshSchema, response: { 200: grantedSchema } },
      config: byAddress(perMinute.refreshesOfAddress),
    },
    async (request, reply) => {
      const issued = await tokens.refresh(request.body.refresh_token, async (sessionId) => {
        const sender = await senders.of(sessionId, request.headers['user-agent']);
        // SECURITY: refreshing opens nothing. Whoever is locked keeps the token, unused, until they have unlocked by themselves.
        if ((await call(sender, 'session.current', undefined)).status !== 'unlocked') throw new AppError('vaultLocked');
      });
      return reply.send(granted(issued));
    },
  );

  app.post(
    '/api/v1/auth/revoke',
    {
      schema: { summary: 'Give a token up (RFC 7009)', tags: ['auth'], body: revokeSchema },
      config: byAddress(perMinute.refreshesOfAddress),
    },
    async (request, reply) => {
      await revoke(request.body.token).catch((error: unknown) => {
        // A token that doesn't count is as good as revoked (RFC 7009, 2.2).
        if (!(error instanceof AppError) || error.code !== 'notSignedIn') throw error;
      });
      return reply.code(200).send({});
    },
  );

  async function revoke(token: string): Promise<void> {
    if (token.includes('.')) {
      const bearer = await tokens.verify(token);
      await tokens.revokeAccess(bearer);
      senders.lookAnew(bearer.sessionId);
      return;
    }
    const sessionId = await tokens.sessionOfRefresh(token);
    await signOut(sessionId, await senders.of(sessionId, undefined));
  }

  async function signOut(sessionId: string, sender: ApiSender): Promise<void> {
    await call(sender, 'session.signOut', undefined);
    await senders.end(sessionId);
  }

  app.register(async (own) => {
    own.addHook('preParsing', parts.authenticate);
    const typed = own as ApiApp;
    typed.get(
      '/api/v1/auth/me',
      { schema: { summary: 'Who I am', tags: ['auth'], security: [{ bearer: [] }], response: { 200: userSchema } } },
      async (request) => {
        const { id, email, isAdmin } = callerOf(request).bearer.account;
        return { id, email, is_admin: isAdmin };
      },
    );
    typed.post(
      '/api/v1/auth/logout',
      { schema: { summary: 'Sign out; the tokens of this session stop working at once', tags: ['auth'], security: [{ bearer: [] }] } },
      async (request, reply) => {
        const { bearer, sender } = callerOf(request);
        await tokens.revokeAccess(bearer);
        await signOut(bearer.sessionId, sender);
        return reply.code(200).send({ detail: 'Signed out' });
      },
    );
  });
}
