export const itemKinds = ['apiKey', 'login', 'sshKey', 'database', 'envSet', 'certificate', 'note', 'document'] as const;
export const fieldTypes = ['text', 'hidden', 'url', 'email', 'totp', 'multiline'] as const;

/** The fields a new item of a kind starts with; `name` is a translation key of the screen. */
export const kindTemplates: Readonly<
  Record<(typeof itemKinds)[number], readonly { readonly id: string; readonly type: (typeof fieldTypes)[number] }[]>
> = {
  apiKey: [
    { id: 'key', type: 'hidden' },
    { id: 'secret', type: 'hidden' },
    { id: 'account', type: 'text' },
    { id: 'website', type: 'url' },
    { id: 'notes', type: 'multiline' },
  ],
  login: [
    { id: 'username', type: 'text' },
    { id: 'password', type: 'hidden' },
    { id: 'website', type: 'url' },
    { id: 'totp', type: 'totp' },
    { id: 'notes', type: 'multiline' },
  ],
  sshKey: [
    { id: 'private-key', type: 'multiline' },
    { id: 'passphrase', type: 'hidden' },
    { id: 'public-key', type: 'text' },
    { id: 'host', type: 'text' },
  ],
  database: [
    { id: 'host', type: 'text' },
    { id: 'port', type: 'text' },
    { id: 'database', type: 'text' },
    { id: 'username', type: 'text' },
    { id: 'password', type: 'hidden' },
  ],
  envSet: [{ id: 'variable', type: 'hidden' }],
  certificate: [
    { id: 'certificate', type: 'multiline' },
    { id: 'private-key', type: 'multiline' },
    { id: 'passphrase', type: 'hidden' },
  ],
  note: [{ id: 'text', type: 'multiline' }],
  document: [
    { id: 'reference-number', type: 'text' },
    { id: 'issuer', type: 'text' },
    { id: 'text', type: 'multiline' },
  ],
};

/** What these fields are called in English; under this name the window knows them for its own and shows them in each language. */
export const offeredFieldNames: Readonly<Record<string, string>> = {
  key: 'Key',
  secret: 'Secret',
  account: 'Account',
  website: 'Website',
  notes: 'Notes',
  username: 'User name',
  password: 'Password',
  totp: 'One-time code setup',
  'private-key': 'Private key',
  passphrase: 'Passphrase',
  'public-key': 'Public key',
  host: 'Host',
  port: 'Port',
  database: 'Database',
  certificate: 'Certificate',
  text: 'Text',
  'reference-number': 'Number',
  issuer: 'Issuer',
};
