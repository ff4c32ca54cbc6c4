import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { firstDraft } from '../../../src-renderer/screens/onboarding/first-draft.ts';
import { guessOf } from '../../../src-renderer/screens/onboarding/guess.ts';
import { english } from '../../../src-renderer/i18n/index.ts';
import type { FieldNames } from '../../../src-renderer/screens/vault/field-names.ts';
import { standInForBrowser } from '../dom.ts';
import { FakeVault } from './fake-vault.ts';
import { button, heading, showVault } from './show-vault.tsx';

standInForBrowser();
let vault: FakeVault;
beforeEach(() => {
  vault = new FakeVault();
});

const names: FieldNames = {
  of: (_kind, id) => id,
  isOwn: () => true,
  shown: (_kind, _id, name) => name,
  beside: (_kind, { name }) => name,
};
const stripe = `sk_live_${'a1B2'.repeat(6)}`;
const awsKeyId = 'AKIAIOSFODNN7ABCDEFG';
const draftOf = (text: string) => firstDraft(guessOf(text)!, 'Name', text, names);
const valuesOf = (text: string) => Object.fromEntries(draftOf(text).fields.map(({ id, value }) => [id, value]));

describe('what is pasted first', () => {
  it.each([
    ['', null],
    ['   ', null],
    [stripe, { kind: 'apiKey', name: 'Stripe' }],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----', { kind: 'sshKey', name: '' }],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', { kind: 'certificate', name: '' }],
    ['postgres://ada:pw@db.example.org:5432/shop', { kind: 'database', name: 'db.example.org' }],
    ['mongodb+srv://cluster.example.org', { kind: 'database', name: 'cluster.example.org' }],
    ['postgres://', { kind: 'database', name: '' }],
    ['API_TOKEN=abc', { kind: 'envSet', name: '' }],
    ['export API_TOKEN="abc"', { kind: 'envSet', name: '' }],
    ['# mine\none=1\ntwo=2', { kind: 'envSet', name: '' }],
    ['one=1', { kind: 'apiKey', name: '' }],
    ['QUJDRA==', { kind: 'apiKey', name: '' }],
    ['API_TOKEN=abc\nand a sentence', { kind: 'note', name: '' }],
    ['some words to remember', { kind: 'note', name: '' }],
    ['7f3a-and-no-form-we-know', { kind: 'apiKey', name: '' }],
  ])('%j is taken for what it looks like', (text, expected) => {
    const guess = guessOf(text);
    expect(guess === null ? null : { kind: guess.kind, name: guess.name }).toEqual(expected);
  });

  it('becomes an item of its service, in the field that it belongs into', () => {
    expect(draftOf(stripe)).toMatchObject({ kind: 'apiKey', name: 'Name', service: 'stripe' });
    expect(valuesOf(` ${stripe}\n`)).toMatchObject({ key: stripe });
    expect(draftOf(awsKeyId)).toMatchObject({ service: 'aws' });
    expect(valuesOf(awsKeyId)).toMatchObject({ 'access-key-id': awsKeyId });
  });

  it('of a database is taken apart, what can’t be decoded as it stands, and an address that is none stays whole', () => {
    expect(valuesOf('postgres://a%64a:p%40w@db.example.org:5432/shop')).toEqual({
      ...{ host: 'db.example.org', port: '5432', database: 'shop', username: 'ada', password: 'p@w' },
    });
    expect(valuesOf('redis://ada:%zz@db.example.org')).toMatchObject({ host: 'db.example.org', password: '%zz' });
    expect(valuesOf('postgres://a b:c')).toEqual({ host: 'postgres://a b:c' });
  });

  it('goes into the only field of the other kinds', () => {
    expect(valuesOf('some words to remember')).toEqual({ text: 'some words to remember' });
    expect(valuesOf('no-form-we-know')).toEqual({ key: 'no-form-we-know' });
  });
});

describe('the first steps', () => {
  const field = () => screen.findByLabelText(/^Paste an API key/);
  const dialog = () => screen.findByRole('dialog', { name: 'Take over a .env' });

  it('keep a key as one of its service, with one field and one button', async () => {
    const user = showVault();
    await user.click(await field());
    await user.paste(stripe);
    await screen.findByText('Looks like: API key of Stripe');
    await user.click(await button('Keep it'));
    await waitFor(() => expect(vault.inputsOf('items.create')).toHaveLength(1));
    expect(vault.inputsOf('items.create')[0]).toMatchObject({ name: 'Stripe', service: 'stripe', fields: [{ id: 'key', value: stripe }] });
  });

  it('show what variables would become before anything is kept', async () => {
    const user = showVault();
    await user.click(await field());
    await user.paste('API_TOKEN=abc\nREGION=eu\n');
    await user.click(await button('Look at its variables'));
    const shown = within(await dialog());
    shown.getByText('API_TOKEN');
    expect(vault.inputsOf('items.create')).toEqual([]);
    await user.click(shown.getByRole('button', { name: /2 variables/ }));
    await user.type(await screen.findByRole('textbox', { name: /^Name/ }), 'Bot');
    await user.click(await button('Save'));
    await heading('Bot');
    expect(vault.inputsOf('items.create')[0]?.fields.map(({ name, value }) => [name, value])).toEqual([
      ['API_TOKEN', 'abc'],
      ['REGION', 'eu'],
    ]);
  });

  it('lead from the step of a .env to its way in', async () => {
    const user = showVault();
    // The card moves into the middle once it is known that there is nothing beside it.
    await screen.findByRole('region', { name: english.vault.list.emptyTitle });
    await user.click(await button('New env set'));
    expect((await within(await dialog()).findByRole<HTMLTextAreaElement>('textbox')).value).toBe('');
  });
});
