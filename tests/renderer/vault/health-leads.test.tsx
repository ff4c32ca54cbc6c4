import { MantineProvider } from '@mantine/core';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { FindingRow } from '../../../src-renderer/screens/health/finding-row.tsx';
import { dayAfter } from '../../../src-renderer/components/days.ts';
import { usePageStore } from '../../../src-renderer/stores/page-store.ts';
import type { Finding, FindingPage } from '../../../src-shared/health.ts';
import type { ItemKind } from '../../../src-shared/items.ts';
import { standInForBrowser } from '../dom.ts';
import { detailOf, FakeVault } from './fake-vault.ts';
import { button, heading, row, showVault } from './show-vault.tsx';

standInForBrowser();
let vault: FakeVault;
beforeEach(() => {
  vault = new FakeVault();
  usePageStore.getState().leave();
});

const findingOf = (kind: Finding['kind'], id: string, fieldId: string | null, itemKind: ItemKind = 'apiKey'): Finding => ({
  ...{ key: `${kind}:${id}:x`, kind, total: 1, at: Date.UTC(2026, 0, 1), accepted: false },
  items: [{ id, name: 'Exchange', subtitle: '', kind: itemKind, fieldId }],
});
/** Presses the button that mends a finding, and answers with the vault's person. */
async function mend(finding: Finding, fieldNames: FindingPage['fieldNames'] = {}) {
  const shown = render(
    <MantineProvider env="test">
      <ul>
        <FindingRow finding={finding} fieldNames={fieldNames} onAccept={() => undefined} />
      </ul>
    </MantineProvider>,
  );
  await userEvent.click(await button(/: Exchange(?:, \w+)?$/));
  shown.unmount();
  return showVault();
}
const form = () => screen.findByRole('form', { name: 'Edit' });
const twoSecrets = () =>
  vault.add('Exchange', {
    fields: [
      { id: 'key', name: 'Key', type: 'hidden', value: 'one' },
      { id: 'secret', name: 'Secret', type: 'hidden', value: 'two' },
    ],
  });

describe('a finding leads to its mend', () => {
  it('of an old value: to the renewal of that field, once', async () => {
    const { id } = twoSecrets();
    const user = await mend(findingOf('old', id, 'secret'));
    const dialog = within(await screen.findByRole('dialog', { name: /Exchange/ }));
    expect((await dialog.findByRole<HTMLInputElement>('combobox')).value).toBe('Secret');
    expect(usePageStore.getState().renewal).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await heading('Exchange');
  });

  it('of an old value that nobody issues: to the form', async () => {
    const { id } = vault.add('Exchange', { kind: 'note', fields: [{ id: 'own', name: 'PIN', type: 'hidden', value: '1' }] });
    await mend(findingOf('old', id, 'own', 'note'));
    await form();
  });

  it('of an expiry: to the date in the form', async () => {
    const { id } = vault.add('Exchange', { expiresAt: Date.UTC(2026, 0, 2) });
    await mend(findingOf('expired', id, null));
    await form();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Expires on')));
  });

  it('of a weak value: to the form, and of what was never used to the item', async () => {
    const { id } = vault.add('Exchange');
    await mend(findingOf('weak', id, 'key'));
    await form();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /^Name/ }));
    act(() => usePageStore.getState().wishFor({ name: 'item', id }));
    await heading('Exchange');
  });
});

describe('a finding', () => {
  it('names the field, on its buttons too, as the app or as the person called it', () => {
    const { rerender } = render(<></>);
    const shown = (finding: Finding, name: string) =>
      rerender(
        <MantineProvider env="test">
          <ul>
            <FindingRow finding={finding} fieldNames={{ a: { x: name, key: name } }} onAccept={() => undefined} />
          </ul>
        </MantineProvider>,
      );
    shown(findingOf('weak', 'a', 'x', 'envSet'), 'DB_PASSWORD');
    expect(screen.getByText('DB_PASSWORD')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Change the value: Exchange, DB_PASSWORD' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'I know: Weak, Exchange, DB_PASSWORD' })).toBeTruthy();
    shown(findingOf('weak', 'a', 'key'), 'Schlüssel');
    expect(screen.getByText('Key')).toBeTruthy();
  });
});

describe('the use of the item on the screen', () => {
  it('is asked for anew as soon as a program was given one of its values, and only then', async () => {
    const { id } = vault.add('Alpha');
    vault.answers['items.usage'] = () => ({ lastUsedAt: null, uses: [], since: null });
    const user = showVault();
    await user.click(await row('Alpha'));
    await screen.findByText('Nothing is known of its use.');
    const asked = vault.inputsOf('items.usage').length;
    act(() => vault.push('items.used', { ids: ['another'] }));
    expect(vault.inputsOf('items.usage')).toHaveLength(asked);
    act(() => vault.push('items.used', { ids: ['another', id] }));
    await waitFor(() => expect(vault.inputsOf('items.usage')).toHaveLength(asked + 1));
  });
});

describe('a copy', () => {
  it.each([
    [{ versions: 2 }, 1],
    [{ attachments: [{ id: 'f', name: 'plan.txt', type: 'text/plain', bytes: 1, addedAt: 0 }] }, 1],
    [{}, 0],
  ])('says what stays behind, where there is something: %j', async (more, times) => {
    const { id } = vault.add('Alpha');
    const stored = vault.items[0]!;
    vault.answers['items.get'] = (asked) => ({
      ...detailOf(asked.id === id ? stored : vault.stored(asked.id)),
      ...(asked.id === id ? more : {}),
    });
    const user = showVault();
    await user.click(await row('Alpha'));
    await heading('Alpha');
    await user.click(await button('More'));
    await user.click(await screen.findByRole('menuitem', { name: 'Duplicate' }));
    await heading('Alpha 2');
    expect(screen.queryAllByText(/^Files, history and renewals stay with “Alpha”/)).toHaveLength(times);
  });
});

describe('the expiry of an item of a service', () => {
  it('is suggested after its interval, taken with one press, and keeps the focus there', async () => {
    vault.add('Model', { service: 'openai' });
    const user = showVault();
    await user.click(await row('Model'));
    await heading('Model');
    await user.keyboard('{Control>}e{/Control}');
    await user.click(await button('In 90 days'));
    const field = screen.getByLabelText<HTMLInputElement>('Expires on');
    expect(field.value).toBe(dayAfter(90));
    expect(document.activeElement).toBe(field);
    expect(screen.queryByRole('button', { name: 'In 90 days' })).toBeNull();
    await user.click(await button('Save'));
    await heading('Model');
    expect(vault.inputsOf('items.update')[0]?.draft.expiresAt).toBe(new Date(`${dayAfter(90)}T23:59:59.999`).getTime());
  });

  it('is nobody’s to suggest for an item of none', async () => {
    vault.add('Alpha');
    const user = showVault();
    await user.click(await row('Alpha'));
    await heading('Alpha');
    await user.keyboard('{Control>}e{/Control}');
    await screen.findByLabelText('Expires on');
    expect(screen.queryByRole('button', { name: /^In \d+ days/ })).toBeNull();
  });
});
