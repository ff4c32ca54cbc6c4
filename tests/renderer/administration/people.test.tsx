import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { standInForBrowser } from '../dom.ts';
import { began, FakeAdministration, idOf, refuse } from './fake-administration.ts';
import { button, dialog, rowOf, showAdministration } from './show-administration.tsx';

standInForBrowser();
let main: FakeAdministration;
beforeEach(() => {
  main = new FakeAdministration();
});

const details = (name: string): Promise<HTMLElement> => screen.findByRole('complementary', { name });
const acts = async (name: string): Promise<string[]> => {
  const heading = within(await details(name)).getByRole('heading', { name: 'What can be done' });
  return within(heading.parentElement ?? document.body)
    .getAllByRole('button')
    .map(({ textContent }) => textContent ?? '')
    .filter((text) => !['', 'Sessions', 'Activity'].includes(text));
};

describe('the list of people', () => {
  it('shows who everyone is, in which state, and what to look at', async () => {
    main.add('Ben Okafor', { damaged: true, failedLoginAttempts: 6, lockedUntil: Date.now() + 60_000 });
    main.add('Cleo', { status: 'invited', hasVault: false, lastLogin: null, recoveryCodeConfirmed: false });
    showAdministration();
    const mara = await rowOf('Mara Lindqvist');
    expect(mara.textContent).toContain('mara.lindqvist · you');
    expect(mara.textContent).toContain('Vault open');
    const ben = await rowOf('Ben Okafor');
    expect(within(ben).getByRole('img', { name: 'Changed from outside' })).toBeTruthy();
    expect(within(ben).getByRole('img', { name: 'Sign-in delayed' })).toBeTruthy();
    const cleo = await rowOf('Cleo');
    expect(cleo.textContent).toContain('Invited');
    expect(cleo.textContent).toContain('Never');
    expect(within(cleo).queryByRole('img', { name: 'No recovery code' })).toBeNull();
  });

  it('invites to the first person where there is none yet', async () => {
    const user = showAdministration();
    await screen.findByText('Only you so far');
    await user.click(screen.getAllByRole('button', { name: 'New person' }).at(-1)!);
    await dialog('New person');
  });

  it('finds, filters and orders by asking main, and goes through thousands page by page', async () => {
    for (let number = 0; number < 120; number += 1) main.add(`Person ${number}`);
    const user = showAdministration();
    await screen.findByText('1–50 of 121');
    await user.click(await button('Next page'));
    await screen.findByText('51–100 of 121');
    await user.type(screen.getByRole('textbox', { name: 'Search people' }), 'person 11');
    await screen.findByText('1–11 of 11');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'Last sign-in first');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Disabled (0)');
    await screen.findByText('Nobody matches');
    expect(main.inputsOf('people.list').at(-1)).toMatchObject({ search: 'person 11', status: 'disabled', sort: 'lastLogin', offset: 0 });
    await user.click(await button('Show everyone'));
    await screen.findByText('1–50 of 121');
  });

  it('shows a failure with a way to try again', async () => {
    main.answers['people.list'] = () => refuse('busy');
    const user = showAdministration();
    await screen.findByText('Strongroom is busy');
    delete main.answers['people.list'];
    await user.click(await button('Try again'));
    await button('Mara Lindqvist');
  });

  it('follows what others change', async () => {
    const ben = main.add('Ben Okafor');
    const user = showAdministration();
    await user.click(await button('Ben Okafor'));
    await details('Ben Okafor');
    Object.assign(ben, { status: 'disabled' });
    main.people[1] = { ...ben };
    main.push('people.changed', {});
    await waitFor(async () => expect(await acts('Ben Okafor')).toContain('Enable'));
  });

  it('shows text of others as text', async () => {
    main.add('<img src=x onerror=alert(1)>');
    showAdministration();
    await button('<img src=x onerror=alert(1)>');
    expect(document.querySelector('img[src=x]')).toBeNull();
  });
});

describe('the details of a person', () => {
  it.each([
    ['waits', { status: 'pending' }, ['Approve', 'Decline']],
    ['is invited', { status: 'invited', hasVault: false }, ['New activation code', 'Disable', 'Delete']],
    ['is active', {}, ['Disable', 'Make administrator', 'Require a new password', 'Reset', 'Delete']],
    ['is disabled', { status: 'disabled', role: 'administrator' }, ['Enable', 'Make user', 'Delete']],
    ['is deleted', { status: 'deleted', eraseAt: began }, ['Restore']],
    ['was changed from outside', { damaged: true }, ['Mend']],
    ['is the guest', { role: 'guest', hasVault: false }, []],
  ] as const)('offer what fits somebody who %s', async (_case, more, expected) => {
    main.add('Ben Okafor', more);
    const user = showAdministration();
    await user.click(await button('Ben Okafor'));
    await waitFor(async () => expect(await acts('Ben Okafor').catch(() => [])).toEqual(expected));
  });

  it('keep an administrator from shutting out the own account', async () => {
    main.add('Ben Okafor');
    const user = showAdministration();
    await user.click(await button('Mara Lindqvist'));
    expect(await acts('Mara Lindqvist')).toEqual(['Make user']);
  });

  it('take the focus, and give it back with Escape', async () => {
    main.add('Ben Okafor');
    const user = showAdministration();
    await user.click(await button('Ben Okafor'));
    await waitFor(async () => expect(document.activeElement).toBe(await details('Ben Okafor')));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Ben Okafor'));
    await user.keyboard('{ArrowUp}');
    expect(document.activeElement?.textContent).toBe('Mara Lindqvist');
  });

  it('do at once what takes nothing away, and say so', async () => {
    main.add('Ben Okafor', { status: 'pending' });
    const user = showAdministration();
    await user.click(await button('Ben Okafor'));
    await user.click(await button('Approve'));
    await screen.findByText('Ben Okafor may sign in now');
    expect(main.inputsOf('people.act')).toEqual([{ act: 'approve', ids: [idOf(2)] }]);
  });

  it('ask before a deletion, with the day on which everything is lost', async () => {
    main.add('Ben Okafor');
    const user = showAdministration();
    await user.click(await button('Ben Okafor'));
    await user.click(await button('Delete'));
    const asked = await dialog('Delete Ben Okafor?');
    const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(Date.now() + 7 * 86_400_000);
    expect(asked.textContent).toContain('For 7 days this can be undone');
    expect(asked.textContent).toContain(`On ${day} everything is erased for good`);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    await user.keyboard('{Escape}');
    expect(main.inputsOf('people.act')).toEqual([]);
    await user.click(await button('Delete'));
    await user.click(within(await dialog('Delete Ben Okafor?')).getByRole('button', { name: 'Delete' }));
    await screen.findByText('Ben Okafor is deleted');
  });

  it('reset only after the username was typed, and show the code once', async () => {
    main.add('Ben Okafor');
    const user = showAdministration();
    await user.click(await button('Ben Okafor'));
    await user.click(await button('Reset'));
    const asked = await dialog('Reset Ben Okafor?');
    const go = within(asked).getByRole<HTMLButtonElement>('button', { name: 'Reset' });
    expect(go.disabled).toBe(true);
    await user.type(within(asked).getByRole('textbox'), 'ben.okafor');
    await user.click(go);
    const slip = await dialog('Activation code');
    expect(within(slip).getByTestId('activation-code').textContent).toBe('WAXBF4MN7CWBM1M4YM80');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog', { name: 'Activation code' })).not.toBeNull();
    await user.click(within(slip).getByRole('button', { name: 'I have handed it over' }));
    await waitFor(() => expect(document.body.textContent).not.toContain('F4MN'));
  });

  it('say that a reset waits for a second administrator', async () => {
    main.add('Ben Okafor');
    main.view = { ...main.view, policy: { ...main.view.policy, twoAdministrators: true } };
    main.answers['people.reset'] = () => null;
    const user = showAdministration();
    await user.click(await button('Ben Okafor'));
    await user.click(await button('Reset'));
    const asked = await dialog('Reset Ben Okafor?');
    expect(asked.textContent).toContain('a second administrator has to confirm it within 24 hours');
    await user.type(within(asked).getByRole('textbox'), 'ben.okafor');
    await user.click(within(asked).getByRole('button', { name: 'Reset' }));
    await screen.findByText('A second administrator has to confirm the reset of Ben Okafor');
  });
});

describe('acts on many', () => {
  it('name only whom they fit, and tell what was refused and why', async () => {
    main.add('Ben Okafor');
    main.add('Cleo', { status: 'disabled' });
    main.answers['people.act'] = ({ ids }) => ({
      done: [],
      requested: [ids[0]!],
      refused: [{ id: ids[1]!, error: { code: 'lastAdministrator' } }],
    });
    const user = showAdministration();
    await button('Cleo');
    await user.click(screen.getByRole('checkbox', { name: 'Select everyone on this page' }));
    await screen.findByText('3 selected');
    await user.click(await button('Act on selection'));
    expect((await screen.findByRole('menuitem', { name: /^Enable/ })).textContent).toBe('Enable1');
    await user.click(await screen.findByRole('menuitem', { name: /^Delete/ }));
    await user.click(within(await dialog('Delete 2 accounts?')).getByRole('button', { name: 'Delete' }));
    const result = await dialog('Not everything was done');
    expect(main.inputsOf('people.act')).toEqual([{ act: 'delete', ids: [idOf(2), idOf(3)] }]);
    expect(result.textContent).toContain('One request waits for a second administrator.');
    expect(within(result).getByRole('row', { name: /^Cleo/ })).toBeTruthy();
  });

  it('keep a selection over pages, and take everyone who matches', async () => {
    for (let number = 0; number < 60; number += 1) main.add(`Person ${number}`, { status: 'pending' });
    const user = showAdministration();
    await button('Person 3');
    await user.click(screen.getByRole('checkbox', { name: 'Select Person 3' }));
    await user.click(await button('Next page'));
    await screen.findByText('51–61 of 61');
    await screen.findByText('1 selected');
    await user.click(await button('Select all 61'));
    await screen.findByText('61 selected');
    await user.click(await button('Act on selection'));
    await user.click(await screen.findByRole('menuitem', { name: /^Approve/ }));
    await screen.findByText('60 people may sign in now');
    expect(main.inputsOf('people.act')[0]?.ids).toHaveLength(60);
  });
});

describe('a new person', () => {
  it('gets an activation code that can be printed and copied', async () => {
    const print = vi.fn<() => void>();
    vi.stubGlobal('print', print);
    const user = showAdministration();
    await user.click((await screen.findAllByRole('button', { name: 'New person' }))[0]!);
    const form = await dialog('New person');
    await user.type(within(form).getByRole('textbox', { name: /^Name/ }), 'Zoë Amsterdam');
    expect(within(form).getByRole<HTMLInputElement>('textbox', { name: /^User name/ }).value).toBe('zoe');
    await user.click(within(form).getByRole('radio', { name: 'Administrator' }));
    await user.click(within(form).getByRole('button', { name: 'Make activation code' }));
    const slip = await dialog('Activation code');
    expect(main.inputsOf('people.create')).toEqual([{ username: 'zoe', displayName: 'Zoë Amsterdam', email: null, role: 'administrator' }]);
    await user.click(within(slip).getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledOnce();
    await user.click(within(slip).getByRole('button', { name: 'Copy' }));
    await screen.findByText(/Copied; it stays on the clipboard for \d+ s/);
    expect(main.inputsOf('people.copyCode')).toEqual([{ code: 'WAXB-F4MN-7CWB-M1M4-YM80' }]);
  });

  it('is told that a name is taken, with everything that was typed still there', async () => {
    main.answers['people.create'] = () => refuse('usernameTaken');
    const user = showAdministration();
    await user.click((await screen.findAllByRole('button', { name: 'New person' }))[0]!);
    const form = await dialog('New person');
    await user.type(within(form).getByRole('textbox', { name: /^Name/ }), 'Mara');
    await user.click(within(form).getByRole('button', { name: 'Make activation code' }));
    await screen.findByText('Somebody uses this name or e-mail address already');
    expect(within(form).getByRole<HTMLInputElement>('textbox', { name: /^Name/ }).value).toBe('Mara');
  });
});
