import { MantineProvider } from '@mantine/core';
import { render, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { canRun, runCommand } from '../../../src-renderer/commands/running.ts';
import { chosenOf, useItemEntries } from '../../../src-renderer/screens/palette/item-actions.ts';
import { Palette } from '../../../src-renderer/screens/palette/palette.tsx';
import type { ItemActions } from '../../../src-renderer/screens/vault/use-item-actions.tsx';
import { usePageStore } from '../../../src-renderer/stores/page-store.ts';
import type { ItemDetail } from '../../../src-shared/items.ts';
import { plainDetail, plainSummary } from '../../helpers/plain-item.ts';
import { standInForBrowser } from '../dom.ts';
import { unlockedState } from '../entry/fake-entry.ts';
import { FakeVault } from '../vault/fake-vault.ts';

standInForBrowser();

const item: ItemDetail = {
  ...{ id: 'a', revision: 1, kind: 'login', name: 'Mail', subtitle: '', tags: [], favourite: false, ...plainSummary, ...plainDetail },
  ...{ expiresAt: null, trashedAt: null, createdAt: 0, updatedAt: 0 },
  fields: [
    { id: 'password', name: 'Password', type: 'hidden', value: null, filled: true },
    { id: 'totp', name: 'One-time code setup', type: 'totp', value: null, filled: true },
    { id: 'notes', name: 'Notes', type: 'multiline', value: null, filled: false },
  ],
};

describe('the palette', () => {
  it('copies the one-time code of an item, and never what makes it', async () => {
    const done: string[] = [];
    const note = (what: string) => async (id: string, fieldId: string) => done.push(`${what} ${id} ${fieldId}`) > 0;
    const actions = { copy: note('copy'), copyCode: note('code') } as unknown as ItemActions;
    const { result } = renderHook(() => useItemEntries(actions));
    const entries = result.current(chosenOf(item, item));
    expect(entries.map(({ title }) => title)).toEqual([
      'Open',
      'Copy Password',
      'Copy the code: One-time code',
      'Copy Password as reference',
      'Edit',
    ]);
    for (const { id, run } of entries) if (/^(?:copy|code)-/.test(id)) await run();
    expect(done).toEqual(['copy a password', 'code a totp']);
  });

  it('has Health among what it can do', async () => {
    const vault = new FakeVault();
    vault.answers['accounts.tiles'] = () => ({ tiles: [], more: false });
    vault.answers['searches.list'] = () => ({ searches: [] });
    const wrapper = ({ children }: { readonly children: ReactNode }) => <MantineProvider env="test">{children}</MantineProvider>;
    const session = unlockedState();
    if (session.status !== 'unlocked') throw new Error('unlocked');
    const { findByRole } = render(<Palette session={session} />, { wrapper });
    await findByRole('option', { name: /^Health/ });
    expect(canRun('health')).toBe(true);
    runCommand('health');
    expect(usePageStore.getState().page).toBe('health');
    usePageStore.getState().leave();
  });
});
