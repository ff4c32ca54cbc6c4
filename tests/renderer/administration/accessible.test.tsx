import axe from 'axe-core';
import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AdministrationPage } from '../../../src-renderer/stores/administration-store.ts';
import { standInForBrowser } from '../dom.ts';
import { began, FakeAdministration, idOf } from './fake-administration.ts';
import { button, dialog, showAdministration } from './show-administration.tsx';

standInForBrowser();
let main: FakeAdministration;
beforeEach(() => {
  main = new FakeAdministration();
  main.add('Ben Okafor', { damaged: true, lockedUntil: Date.now() + 60_000 });
  main.add('Cleo');
  main.addSession('Ben Okafor', { unlocked: true });
  main.addHere(main.people[1]!, { lease: null });
  main.addRow('session.signInFailed', { outcome: 'failed' });
  main.requests = [
    {
      ...{ id: idOf(900), act: 'delete', targetId: idOf(2), targetName: 'Ben Okafor', requestedById: idOf(3), requestedByName: 'Ines' },
      ...{ requestedAt: began, expiresAt: began + 86_400_000, mine: false },
    },
  ];
  main.view = { ...main.view, damaged: true, killSwitch: { at: began, byId: idOf(1) } };
  main.system = { ...main.system, damagedAccounts: 1, lostKeys: ['audit'] };
  const days = [{ day: began, signIns: 2, failures: 1, activePeople: 1 }];
  main.answers['analytics.read'] = () => ({ days, kinds: [{ kind: 'cli', sessions: 1, medianMinutes: null }] });
});

/** What axe finds wrong; colours need a real window, and the page's frame isn't part of this screen. */
async function found(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

const shown: readonly (readonly [AdministrationPage, string | RegExp])[] = [
  ['here', 'Lock Ben Okafor'],
  ['people', 'Cleo'],
  ['requests', 'Confirm'],
  ['sessions', /^End session of Ben/],
  ['policy', 'Save anew'],
  ['activity', 'Verify the log'],
  ['analytics', 'Lift kill switch'],
  ['system', 'See people'],
];

describe('axe finds nothing wrong', () => {
  it.each(shown)('on the page %s', async (page, ready) => {
    showAdministration(page);
    await button(ready);
    if (page === 'activity') await screen.findByRole('table');
    if (page === 'analytics') await screen.findAllByRole('img');
    expect(await found()).toEqual([]);
  });

  it('with details, a selection and its menu', async () => {
    const user = showAdministration();
    await user.click(await button('Ben Okafor'));
    await screen.findByRole('complementary');
    await user.click(screen.getByRole('checkbox', { name: 'Select Cleo' }));
    await user.click(await button('Act on selection'));
    await screen.findByRole('menuitem', { name: /^Delete/ });
    expect(await found()).toEqual([]);
  });

  it('with a question, a form and a slip on top', async () => {
    const user = showAdministration();
    await user.click(await button('Cleo'));
    await user.click(await button('Reset'));
    await dialog('Reset Cleo?');
    expect(await found()).toEqual([]);
    await user.keyboard('{Escape}');
    await user.click(await button('New person'));
    const form = await dialog('New person');
    expect(await found()).toEqual([]);
    await user.type(within(form).getByRole('textbox', { name: /^Name/ }), 'Dora');
    await user.click(within(form).getByRole('button', { name: 'Make activation code' }));
    await dialog('Activation code');
    expect(await found()).toEqual([]);
  });
});
