import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { monogramOf } from '../../../src-renderer/screens/vault/service-tile.tsx';
import { recognisedIn, serviceDraft, withService } from '../../../src-renderer/screens/vault/service-draft.ts';
import type { FieldNames } from '../../../src-renderer/screens/vault/field-names.ts';
import { english } from '../../../src-renderer/i18n/index.ts';
import { newDraft } from '../../../src-renderer/screens/vault/draft.ts';
import { serviceOf, serviceWithId } from '../../../src-shared/services/services.ts';
import { standInForBrowser } from '../dom.ts';
import { FakeVault, refuse } from './fake-vault.ts';
import { button, heading, row, showVault } from './show-vault.tsx';

standInForBrowser();
let vault: FakeVault;
beforeEach(() => {
  vault = new FakeVault();
});
afterEach(() => {
  vi.useRealTimers();
});

const names: FieldNames = {
  of: (_kind, id) => english.vault.field[id as keyof typeof english.vault.field],
  isOwn: () => true,
  shown: (_kind, _id, name) => name,
  beside: (_kind, { name }) => name,
};
const withCode = () =>
  vault.add('Mail', { kind: 'login', fields: [{ id: 'totp', name: 'Code', type: 'totp', value: 'GEZDGNBVGY3TQOJQ' }] });
const line = () => screen.getByRole('group', { name: 'Code' });

describe('a one-time code on the screen', () => {
  it('is grouped, counts down, names the next one at the end, and is asked for anew when it has run out', async () => {
    withCode();
    const codes = ['123456', '777888', '999000'];
    vault.answers['items.totp'] = () => {
      const [code = '', next = ''] = codes;
      codes.shift();
      return { code, next, period: 30, validUntil: Date.now() + 30_000 };
    };
    const user = showVault();
    await row('Mail');
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await user.click(await row('Mail'));
    await waitFor(() => expect(line().textContent).toContain('123 456'));
    expect(line().textContent).not.toContain('777');
    await act(() => vi.advanceTimersByTimeAsync(25_500));
    expect(line().textContent).toContain('then 777 888');
    expect(within(line()).getByRole('timer').getAttribute('aria-live')).toBe('off');
    await act(() => vi.advanceTimersByTimeAsync(5000));
    await waitFor(() => expect(line().textContent).toContain('777 888'));
    expect(line().textContent).not.toContain('123 456');
  });

  it('is called after itself where the app named its set-up, and as the person named it elsewhere', async () => {
    vault.answers['items.totp'] = () => ({ code: '123456', next: '777888', period: 30, validUntil: Date.now() + 30_000 });
    const setup = { name: 'One-time code setup', type: 'totp', value: 'GEZDGNBVGY3TQOJQ' } as const;
    vault.add('Mail', {
      kind: 'login',
      fields: [
        { id: 'totp', ...setup },
        { id: 'own', ...setup, name: 'Backup' },
      ],
    });
    const user = showVault();
    await user.click(await row('Mail'));
    await screen.findByRole('group', { name: 'One-time code' });
    expect(screen.getByRole('button', { name: 'Show the set-up: One-time code' })).toBeTruthy();
    expect(screen.getByRole('group', { name: 'Backup' })).toBeTruthy();
    expect(screen.queryByText('One-time code setup')).toBeNull();
  });

  it('is copied in place of its set-up, by the button and by one key', async () => {
    const { id } = withCode();
    vault.answers['items.totp'] = () => ({ code: '123456', next: '777888', period: 30, validUntil: Date.now() + 30_000 });
    vault.answers['items.copyTotp'] = () => ({ clearsAt: Date.now() + 30_000 });
    const user = showVault();
    await user.click(await row('Mail'));
    await user.click(await button(/^Copy the code: Code/));
    await user.keyboard('{Control>}t{/Control}');
    await waitFor(() => expect(vault.inputsOf('items.copyTotp')).toEqual([1, 2].map(() => ({ id, fieldId: 'totp' }))));
    expect(vault.inputsOf('items.copy')).toEqual([]);
  });

  it('that can’t be made says what to do', async () => {
    withCode();
    vault.answers['items.totp'] = () => refuse('invalidInput', { what: 'fields.totp' });
    const user = showVault();
    await user.click(await row('Mail'));
    await screen.findByText(/^What is stored here makes no codes/);
  });
});

describe('a template of a service', () => {
  it('brings the fields of the service under its own words, and leaves out what is empty', async () => {
    const user = showVault();
    await user.type(await screen.findByLabelText('Search for a service'), 'amazon');
    await user.click(await button('Amazon Web Services'));
    await user.type(await screen.findByLabelText('Secret access key'), 'value');
    await user.click(await button('Save'));
    await heading('Amazon Web Services');
    expect(vault.inputsOf('items.create')).toMatchObject([
      { service: 'aws', kind: 'apiKey', fields: [{ id: 'secret', name: 'Secret access key', type: 'hidden', value: 'value' }] },
    ]);
    await user.click(await button('Edit'));
    await user.type(await screen.findByLabelText('Region'), 'eu-1');
    await user.click(await button('Save'));
    await waitFor(() =>
      expect(vault.inputsOf('items.update')).toMatchObject([
        {
          draft: {
            fields: [
              { id: 'secret', value: null },
              { id: 'region', value: 'eu-1' },
            ],
          },
        },
      ]),
    );
  });

  it('takes a recognised value to its field, and leaves a field that holds something alone', () => {
    const twilio = `SK${'0a1b2c3d'.repeat(4)}`;
    const draft = newDraft('apiKey', names);
    const pasted = { ...draft, fields: draft.fields.map((field) => (field.id === 'key' ? { ...field, value: twilio } : field)) };
    const found = recognisedIn(pasted, serviceOf)!;
    const made = withService(pasted, found, found.holderId, names);
    expect(made).toMatchObject({ service: 'twilio', name: 'Twilio' });
    expect(made.fields.filter(({ value }) => value !== '').map(({ id, value }) => [id, value])).toEqual([['key-sid', twilio]]);
    expect(recognisedIn(made, serviceOf)).toBeNull();
    expect(recognisedIn({ ...pasted, kind: 'note' }, serviceOf)).toBeNull();
    expect(serviceDraft(serviceWithId('bitget')!, names).fields.map(({ name }) => name)).toEqual([
      'Key',
      'Secret',
      'Passphrase',
      'Account',
      'Notes',
    ]);
  });

  it('has two letters for a sign', () => {
    expect(['OpenAI', 'Hugging Face', 'npm', 'Polygon.io', 'xAI'].map(monogramOf)).toEqual(['Op', 'HF', 'Np', 'PI', 'Xa']);
  });
});
