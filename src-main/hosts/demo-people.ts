import { offeredFieldNames } from '../../src-shared/item-kinds.ts';
import { type FieldDraft, type ItemDraft, type ItemKind, kindTemplates } from '../../src-shared/items.ts';

interface DemoItem {
  readonly kind: ItemKind;
  readonly name: string;
  readonly tags: readonly string[];
  readonly favourite?: boolean;
  readonly askBeforeUse?: boolean;
  readonly expiresInDays?: number;
  /** Field id of the kind's template → value; '*' draws a random one. */
  readonly values: Readonly<Record<string, string>>;
}

interface DemoPerson {
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly items: readonly DemoItem[];
}

const key = (name: string, website: string, account: string, more: Partial<DemoItem> = {}): DemoItem => ({
  kind: 'apiKey',
  name,
  tags: [],
  values: { key: '*', account, website },
  ...more,
});
const login = (name: string, website: string, username: string, more: Partial<DemoItem> = {}): DemoItem => ({
  kind: 'login',
  name,
  tags: [],
  values: { username, password: '*', website },
  ...more,
});
const database = (name: string, host: string, schema: string, username: string, more: Partial<DemoItem> = {}): DemoItem => ({
  kind: 'database',
  name,
  tags: ['database'],
  values: { host, port: '5432', database: schema, username, password: '*' },
  ...more,
});
const note = (name: string, text: string, tags: readonly string[]): DemoItem => ({ kind: 'note', name, tags, values: { text } });

/** Three people of a small research group with forty items between them; every value is drawn at random. */
export const demoPeople: readonly DemoPerson[] = [
  {
    username: 'mara',
    displayName: 'Mara Lindqvist',
    email: 'mara@lab.example',
    items: [
      key('OpenAI — paper assistant', 'https://platform.openai.com', 'lab-budget', { favourite: true, tags: ['llm', 'lab'] }),
      key('Anthropic — summaries', 'https://console.anthropic.com', 'lab-budget', { tags: ['llm', 'lab'], expiresInDays: 21 }),
      key('Hugging Face write token', 'https://huggingface.co', 'lindqvist-lab', { tags: ['llm'], expiresInDays: 6 }),
      key('Weights & Biases', 'https://wandb.ai', 'lindqvist-lab', { tags: ['training'] }),
      key('GitHub release token', 'https://github.com', 'lindqvist', { favourite: true, tags: ['code'], expiresInDays: 64 }),
      key('Semantic Scholar', 'https://www.semanticscholar.org', 'mara', { tags: ['papers'] }),
      login('University single sign-on', 'https://sso.university.example', 'm.lindqvist', { favourite: true }),
      login('Overleaf', 'https://www.overleaf.com', 'mara@lab.example', { tags: ['papers'] }),
      login('Cluster portal', 'https://portal.cluster.example', 'lindqvist', { tags: ['training'] }),
      login('Grant office', 'https://grants.university.example', 'm.lindqvist', { expiresInDays: -3 }),
      database('Sample registry', 'db.lab.example', 'registry', 'registry_owner', { favourite: true }),
      database('Survey archive', 'archive.lab.example', 'survey_2025', 'reader'),
      { kind: 'sshKey', name: 'Cluster login node', tags: ['training'], values: { 'private-key': '*', host: 'login.cluster.example' } },
      { kind: 'envSet', name: 'Pipeline staging', tags: ['lab'], values: { variable: '*' } },
      note('Freezer alarm', 'Call the facility desk, extension 4410, then silence the panel behind the door.', ['lab']),
      {
        kind: 'certificate',
        name: 'Instrument gateway TLS',
        tags: ['lab'],
        expiresInDays: 12,
        values: { certificate: '*', 'private-key': '*' },
      },
    ],
  },
  {
    username: 'tomas',
    displayName: 'Tomáš Novák',
    email: 'tomas@lab.example',
    items: [
      key('Bitget trading bot', 'https://www.bitget.com', 'sub-account 2', {
        favourite: true,
        askBeforeUse: true,
        tags: ['trading'],
        expiresInDays: 27,
      }),
      key('Market data feed', 'https://polygon.io', 'tomas', { tags: ['trading'] }),
      key('Stripe test mode', 'https://dashboard.stripe.com', 'side project', { tags: ['side-project'] }),
      key('Mapbox', 'https://account.mapbox.com', 'side project', { tags: ['side-project'] }),
      key('AWS deploy user', 'https://console.aws.amazon.com', 'deploy-eu', { tags: ['cloud'], expiresInDays: 2 }),
      key('Cloudflare DNS edit', 'https://dash.cloudflare.com', 'novak.example', { tags: ['cloud'] }),
      login('Broker', 'https://broker.example', 'tnovak', { favourite: true, tags: ['trading'] }),
      login('Tax portal', 'https://tax.example', 'tomas.novak', {}),
      login('npm', 'https://www.npmjs.com', 'tnovak', { tags: ['code'] }),
      login('Grafana', 'https://grafana.novak.example', 'admin', { tags: ['cloud'] }),
      database('Backtests', 'localhost', 'backtests', 'tomas', { tags: ['database', 'trading'] }),
      { kind: 'sshKey', name: 'Home server', tags: ['cloud'], values: { 'private-key': '*', host: 'home.novak.example' } },
      { kind: 'envSet', name: 'Bot production', tags: ['trading'], favourite: true, values: { variable: '*' } },
      note('Router recovery', 'Hold reset for ten seconds; the configuration backup lies on the blue stick.', []),
    ],
  },
  {
    username: 'ines',
    displayName: 'Inês Carvalho',
    email: 'ines@lab.example',
    items: [
      key('OpenAI — teaching', 'https://platform.openai.com', 'course 7', { tags: ['teaching', 'llm'], favourite: true }),
      key('Google Maps', 'https://console.cloud.google.com', 'field-trips', { tags: ['teaching'] }),
      key('Zotero API', 'https://www.zotero.org', 'ines', { tags: ['papers'], expiresInDays: 90 }),
      login('Moodle', 'https://moodle.university.example', 'i.carvalho', { tags: ['teaching'], favourite: true }),
      login('Journal reviews', 'https://reviews.journal.example', 'ines@lab.example', { tags: ['papers'] }),
      login('Travel booking', 'https://travel.example', 'ines', {}),
      database('Course statistics', 'stats.university.example', 'course7', 'ines_ro', { tags: ['database', 'teaching'] }),
      { kind: 'sshKey', name: 'Git signing key', tags: ['code'], values: { 'private-key': '*', passphrase: '*' } },
      note('Exam printing', 'Order at the copy centre five days before; two envelopes per room.', ['teaching']),
      {
        kind: 'document',
        name: 'Lab access card',
        tags: [],
        expiresInDays: 180,
        values: { 'reference-number': 'C-20417', issuer: 'Facility desk' },
      },
    ],
  },
];

/** The item as the app's window would send it. `random` makes a value of its own for every '*'. */
export function demoDraft({ kind, name, tags, values, ...more }: DemoItem, now: number, random: () => string): ItemDraft {
  const fields: FieldDraft[] = kindTemplates[kind]
    .filter(({ id }) => values[id] !== undefined)
    .map(({ id, type }) => ({ id, type, name: fieldNames[id] ?? id, value: values[id] === '*' ? random() : (values[id] ?? '') }));
  return {
    kind,
    name,
    tags: [...tags],
    favourite: more.favourite ?? false,
    askBeforeUse: more.askBeforeUse ?? false,
    expiresAt: more.expiresInDays === undefined ? null : now + more.expiresInDays * 86_400_000,
    fields,
  };
}

const fieldNames: Readonly<Record<string, string>> = { ...offeredFieldNames, variable: 'API_TOKEN' };
