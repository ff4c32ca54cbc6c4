import type { App } from '../../../src-main/app.ts';
import type { ChannelName, Input, Output } from '../../../src-shared/contract/index.ts';
import type { FieldDraft, ItemDraft } from '../../../src-shared/items.ts';
import { windowClient } from '../../../src-shared/models.ts';
import type { Sender } from '../../../src-main/host.ts';
import { day, type ShiftedClock } from './shifted-clock.ts';

/** How long Mara, Tomáš and Inês have been here when the pictures are made. */
export const daysOfLife = 13;
const usernames = ['mara', 'tomas', 'ines'] as const;
const totp = 'otpauth://totp/GitHub:lindqvist?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=GitHub';

/** Somebody who is signed in elsewhere on the machine, without a window to look at. */
export class Resident {
  readonly #sender: Sender = { kind: 'desktop', client: windowClient, push: () => undefined, reset: () => undefined };
  readonly #app: App;
  readonly #password: string;
  readonly #username: string;

  constructor(app: App, username: string, password: string) {
    this.#app = app;
    this.#username = username;
    this.#password = password;
    app.attach(this.#sender);
  }

  async call<C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> {
    const result = await this.#app.call(this.#sender, channel, input);
    if (!result.ok) throw new Error(`${this.#username}, ${channel}: ${JSON.stringify(result.error)}`);
    return result.value as Output<C>;
  }

  signIn(password = this.#password): Promise<Output<'session.signIn'>> {
    return this.call('session.signIn', { who: { username: this.#username }, password, acceptOlder: false });
  }

  async idOf(name: string): Promise<string> {
    const { rows } = await this.call('items.list', { view: { type: 'all' }, search: name, sort: 'match', offset: 0, limit: 1 });
    if (rows[0] === undefined) throw new Error(`${this.#username} has no item ${name}`);
    return rows[0].id;
  }
}

/** A fortnight in the lives of three people, so that logs, numbers and scores have something to show. Ends with nobody signed in. */
export async function live(app: App, clock: ShiftedClock, passwords: readonly string[]): Promise<void> {
  const people = usernames.map((username, at) => new Resident(app, username, passwords[at] ?? ''));
  const [mara] = people;
  if (mara === undefined) return;
  await mara.signIn();
  await bringItems(mara);
  await mara.call('session.signOut', undefined);
  for (let today = 0; today < daysOfLife; today += 1) {
    for (const [at, person] of people.entries()) if ((today + at) % (at + 1) === 0) await aDay(person, today + at);
    if (today === 4) await mendSomething(mara);
    clock.shift(day);
  }
}

/** Signs in, now and then after a typing error, shows and copies something, looks at how the vault is, and goes. */
async function aDay(person: Resident, turn: number): Promise<void> {
  if (turn % 4 === 3) await person.signIn('not this one').catch(() => undefined);
  await person.signIn();
  const { rows } = await person.call('items.list', { view: { type: 'all' }, search: '', sort: 'name', offset: 0, limit: 8 });
  for (const { id } of rows.slice(turn % 3, (turn % 3) + 2)) {
    const { fields } = await person.call('items.get', { id });
    const hidden = fields.find(({ type, filled }) => type === 'hidden' && filled);
    if (hidden !== undefined) await person.call('items.reveal', { id, fieldId: hidden.id });
  }
  while ((await person.call('health.assess', undefined)).left > 0);
  await person.call('health.report', undefined);
  await person.call('session.signOut', undefined);
}

const field = (id: string, name: string, type: FieldDraft['type'], value: string): FieldDraft => ({ id, name, type, value });

const draft = (kind: ItemDraft['kind'], name: string, fields: FieldDraft[], more: Partial<ItemDraft> = {}): ItemDraft => ({
  ...{ kind, name, fields, tags: [], favourite: false, expiresAt: null },
  ...more,
});

/** What the demo's own forty items don't show. */
async function bringItems(mara: Resident): Promise<void> {
  const create = async (item: ItemDraft): Promise<string> => (await mara.call('items.create', item)).id;
  const { privateKey, publicKey } = await newKey(mara);
  const token = await mara.idOf('GitHub release token');
  const deploy = await create(
    draft('sshKey', 'Deploy key', [
      field('private-key', 'Private key', 'multiline', privateKey),
      field('public-key', 'Public key', 'text', publicKey),
      field('host', 'Host', 'text', 'deploy.lab.example'),
    ]),
  );
  const github = draft(
    'login',
    'GitHub',
    [
      field('username', 'User name', 'text', 'lindqvist'),
      field('password', 'Password', 'hidden', 'amber-Lattice-61-crossing'),
      field('website', 'Website', 'url', 'https://github.com/login'),
      field('totp', 'One-time code setup', 'totp', totp),
    ],
    { tags: ['code'], favourite: true, links: [token, deploy] },
  );
  const id = await create(github);
  const fields = github.fields.map((one) => (one.id === 'password' ? { ...one, value: 'willow-Meridian-47-harvest' } : one));
  await mara.call('items.update', { id, revision: 1, draft: { ...github, fields } });
  await keep(mara, id, 'recovery codes.txt', 'text/plain', '1f9c-a07b\n77d2-e410\n0b6e-93ac\n');
  await keep(mara, id, 'security key receipt.pdf', 'application/pdf', '%PDF-1.4\n'.repeat(9000));
  for (const [name, username] of [
    ['Label printer', 'admin'],
    ['Meeting room display', 'display'],
  ] as const)
    await create(
      draft('login', name, [field('username', 'User name', 'text', username), field('password', 'Password', 'hidden', 'Summer2024!')]),
    );
  await create(draft('login', 'Old wiki', [field('password', 'Password', 'hidden', 'changeme')], { tags: ['lab'] }));
  await create(
    draft('envSet', 'Pipeline production', [
      field('a', 'OPENAI_API_KEY', 'text', 'strongroom://OpenAI — paper assistant/key'),
      field('b', 'DATABASE_PASSWORD', 'text', 'strongroom://Sample registry/password'),
      field('c', 'PIPELINE_MODE', 'hidden', 'production-eu-west-cluster-7'),
      field('d', 'REPORT_WEBHOOK', 'hidden', 'https://hooks.lab.example/p/9f31c07e'),
    ]),
  );
}

async function newKey(mara: Resident): Promise<{ privateKey: string; publicKey: string }> {
  const { privateKey, publicKey } = await mara.call('sshKeys.generate', { comment: 'mara@lab' });
  return { privateKey, publicKey };
}

/** A renewal that was begun and isn't finished. */
async function mendSomething(mara: Resident): Promise<void> {
  await mara.signIn();
  const id = await mara.idOf('Weights & Biases');
  const { revision } = await mara.call('items.get', { id });
  await mara.call('items.startRotation', { id, revision, fieldId: 'key', value: 'wb-7Qm2Zt9LxKv4Rj8Ns6Pd3Fh5Gw1Ty0' });
  await mara.call('session.signOut', undefined);
}

async function keep(mara: Resident, itemId: string, name: string, type: string, text: string): Promise<void> {
  const content = Buffer.from(text);
  const { uploadId } = await mara.call('attachments.begin', { itemId, name, type, bytes: content.length });
  for (let at = 0; at < content.length; at += 262_144)
    await mara.call('attachments.append', { uploadId, piece: content.subarray(at, at + 262_144).toString('base64') });
  await mara.call('attachments.finish', { uploadId });
}
