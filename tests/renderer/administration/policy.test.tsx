import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changedKeys, policyGroups, problemsOf, rangeOf, warningsOf } from '../../../src-renderer/screens/administration/policy-entries.ts';
import { defaultPolicy, policySchema } from '../../../src-shared/policy.ts';
import { standInForBrowser } from '../dom.ts';
import { began, FakeAdministration, refuse } from './fake-administration.ts';
import { button, dialog, showAdministration } from './show-administration.tsx';

standInForBrowser();
let main: FakeAdministration;
beforeEach(() => {
  main = new FakeAdministration();
});

const field = (name: string): Promise<HTMLInputElement> => screen.findByRole<HTMLInputElement>('textbox', { name });

/** Looks at the review first, as everybody has to. */
async function save(user: UserEvent): Promise<void> {
  await user.click(await button('Review and save'));
  await user.click(within(await dialog(/^Review/)).getByRole('button', { name: 'Save' }));
}

describe('the policy', () => {
  it('has a place for every entry, with the range that main accepts', () => {
    expect(policyGroups.flatMap(({ keys }) => keys as readonly string[]).toSorted()).toEqual(Object.keys(policySchema.shape).toSorted());
    expect(rangeOf('auditDays')).toEqual({ min: 90, max: 3650 });
  });

  it.each([['switch', 'Guests may enter'] as const, ['textbox', 'Shortest password'] as const])(
    'is changed by its %s and by its name alike',
    async (role, name) => {
      const user = showAdministration('policy');
      const control = await screen.findByRole<HTMLInputElement>(role, { name });
      const before = control.checked;
      await user.click(screen.getByText(name));
      expect(document.activeElement).toBe(control);
      expect(control.checked).toBe(role === 'switch' ? !before : before);
    },
  );

  it('shows before and after of what is not saved, and saves the whole', async () => {
    const user = showAdministration('policy');
    const length = await field('Shortest password');
    expect(screen.queryByText(/not saved/)).toBeNull();
    await user.clear(length);
    await user.type(length, '12');
    await user.click(screen.getByRole('switch', { name: 'Guests may enter' }));
    const bar = await screen.findByRole('region', { name: '2 changes are not saved' });
    expect(bar.textContent).toMatch(/Shortest password: 15 characters\s+12 characters/);
    expect(screen.getByText(/Fewer than 15 characters/)).toBeTruthy();
    await save(user);
    await screen.findByText('The policy is saved');
    expect(main.inputsOf('policy.set')).toEqual([{ ...defaultPolicy, passwordMinCharacters: 12, guest: true }]);
    await waitFor(() => expect(screen.queryByText(/not saved/)).toBeNull());
  });

  it('keeps what is not saved over a look at another page, and discards it when asked', async () => {
    const user = showAdministration('policy');
    await user.click(await screen.findByRole('radio', { name: 'Only whom an administrator invites' }));
    await user.click(await button('People'));
    await button('Mara Lindqvist');
    await user.click(await button('Policy'));
    await screen.findByText('One change is not saved');
    await user.click(await button('Discard'));
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Anyone, at once' }).checked).toBe(true));
    expect(main.inputsOf('policy.set')).toEqual([]);
  });

  it('brings the entry that is changed back above the bar that takes its room', async () => {
    const user = showAdministration('policy');
    const guests = await screen.findByRole('switch', { name: 'Guests may enter' });
    const seen = vi.spyOn(Element.prototype, 'scrollIntoView');
    expect(screen.queryByText(/^Concerns/)).toBeNull();
    await user.click(guests);
    await screen.findByText('One change is not saved');
    expect((seen.mock.contexts.at(-1) as Element).getAttribute('data-entry')).toBe('guest');
    screen.getByText(/^Concerns only who comes/);
  });

  it('saves nothing outside of the range, and says what would be right', async () => {
    const user = showAdministration('policy');
    const days = await field('Activity is kept for');
    await user.clear(days);
    await user.type(days, '5');
    await screen.findByText('Enter a whole number from 90 to 3,650.');
    expect((await button('Review and save')).hasAttribute('disabled')).toBe(true);
    const seen: Element[] = [];
    vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function seeing(this: Element) {
      seen.push(this);
    });
    await user.click(await button('Show'));
    expect(seen.map((entry) => entry.getAttribute('data-entry'))).toContain('auditDays');
    expect(document.activeElement).toBe(days);
    await user.clear(days);
    expect((await button('Review and save')).hasAttribute('disabled')).toBe(true);
  });

  it('knows what contradicts itself and what takes a second administrator', () => {
    const view = { ...main.view, activeAdministrators: 1 };
    const wanted = { ...defaultPolicy, longestDelaySeconds: 30, firstDelaySeconds: 60, sessionAbsoluteDays: 5, twoAdministrators: true };
    expect(problemsOf(wanted, view)).toEqual({
      longestDelaySeconds: 'delayOrder',
      sessionAbsoluteDays: 'sessionOrder',
      twoAdministrators: 'oneAdministrator',
    });
    expect(problemsOf(defaultPolicy, view)).toEqual({});
    expect(warningsOf(defaultPolicy, view)).toEqual({});
    expect(changedKeys(defaultPolicy, wanted)).toEqual([
      'firstDelaySeconds',
      'longestDelaySeconds',
      'sessionAbsoluteDays',
      'twoAdministrators',
    ]);
  });

  it('lets terminals and programs be decided about, and says what that opens', async () => {
    const user = showAdministration('policy');
    await user.click(await screen.findByRole('switch', { name: 'HTTP API' }));
    await screen.findByText(/Every program at this machine can then try to sign in/);
    await user.click(screen.getByRole('switch', { name: 'Terminals and programs may ask' }));
    await screen.findByText('Counts only while terminals and programs may ask.');
    await user.click(screen.getByRole('switch', { name: 'Access token in an address' }));
    await screen.findByText(/Addresses are written into logs/);
    const lease = await field('A program may go on after its person locks for');
    await user.clear(lease);
    await user.type(lease, '2880');
    await screen.findByText(/goes on for more than a day/);
    const bar = await screen.findByRole('region', { name: '4 changes are not saved' });
    expect(bar.textContent).toMatch(/720 minutes\s+2,880 minutes/);
    expect(bar.textContent).toMatch(/HTTP API: No\s+Yes/);
    await save(user);
    await waitFor(() => expect(main.inputsOf('policy.set')).toHaveLength(1));
    expect(main.inputsOf('policy.set')[0]).toMatchObject({ agent: false, api: true, apiQueryToken: true, leaseMaxMinutes: 2880 });
  });

  it('tells that lifting the rule of two waits for another administrator', async () => {
    main.view = { ...main.view, policy: { ...defaultPolicy, twoAdministrators: true } };
    main.answers['policy.set'] = () => main.view;
    const user = showAdministration('policy');
    await user.click(await screen.findByRole('switch', { name: /take two administrators/ }));
    await screen.findByText(/Another administrator has to confirm that this is lifted/);
    await save(user);
    await screen.findByText(/A second administrator has to confirm/);
    await waitFor(() => expect(screen.queryByText(/not saved/)).toBeNull());
  });

  it('asks to be saved anew after something else has changed it', async () => {
    main.view = { ...main.view, damaged: true };
    const user = showAdministration('policy');
    await screen.findByText('The stored policy was changed from outside');
    await user.click(await button('Save anew'));
    await waitFor(() => expect(screen.queryByText('The stored policy was changed from outside')).toBeNull());
  });

  it('tells beside each change whom it concerns before anything is saved', async () => {
    main.answers['policy.preview'] = () => [
      { key: 'autoLockMaxMinutes', effect: 'people', count: 3, people: ['Ben Okafor', 'Cleo'], more: 1 },
      { key: 'trashDays', effect: 'sealed', count: null, people: [], more: 0 },
      { key: 'guest', effect: 'sessions', count: 0, people: [], more: 0 },
    ];
    const user = showAdministration('policy');
    for (const [name, value] of [
      ['Latest automatic lock', '30'],
      ['Items stay in the trash for', '7'],
    ] as const) {
      await user.clear(await field(name));
      await user.type(await field(name), value);
    }
    await user.click(screen.getByRole('switch', { name: 'Guests may enter' }));
    await user.click(await button('Review and save'));
    const review = await dialog('Review 3 changes');
    const row = await within(review).findByRole('row', { name: /3 people have chosen more/ });
    expect(row.textContent).toMatch(/240 minutes30 minutes.*Ben Okafor, Cleo, and one more/);
    expect(within(review).getByRole('row', { name: /is sealed in each vault/ })).toBeTruthy();
    expect(within(review).getByRole('row', { name: /No session ends/ })).toBeTruthy();
    await user.click(within(review).getByRole('button', { name: 'Keep editing' }));
    expect(main.inputsOf('policy.set')).toEqual([]);
    await screen.findByText('3 changes are not saved');
  });

  it('can be saved also where nobody can tell whom it concerns', async () => {
    main.answers['policy.preview'] = () => refuse('internal');
    const user = showAdministration('policy');
    await user.click(await screen.findByRole('switch', { name: 'Guests may enter' }));
    await user.click(await button('Review and save'));
    await within(await dialog('Review one change')).findByRole('button', { name: 'Try again' });
    await user.click(within(await dialog('Review one change')).getByRole('button', { name: 'Save' }));
    await screen.findByText('The policy is saved');
  });

  it('stays as it was typed when main refuses', async () => {
    main.answers['policy.set'] = () => refuse('secondAdministratorNeeded');
    const user = showAdministration('policy');
    await user.click(await screen.findByRole('switch', { name: 'Guests may enter' }));
    await save(user);
    await screen.findByRole('region', { name: 'One change is not saved' });
    await waitFor(() => expect(screen.getAllByRole('alert').some(({ textContent }) => textContent !== '')).toBe(true));
  });
});

describe('the kill switch', () => {
  it('is turned on by typing, and hands the window over to whoever signs in next', async () => {
    const user = showAdministration('system');
    main.answers['killSwitch.turnOn'] = () => undefined;
    main.answers['app.status'] = () => refuse('notSignedIn');
    await user.click(await button('Turn on kill switch'));
    const asked = await dialog('Turn on the kill switch?');
    const go = within(asked).getByRole<HTMLButtonElement>('button', { name: 'Turn on kill switch' });
    expect(go.disabled).toBe(true);
    const word = within(asked).getByRole('textbox', { name: 'Type LOCK EVERYONE to confirm' });
    await user.type(word, 'LOCK{Enter}');
    expect(main.inputsOf('killSwitch.turnOn')).toEqual([]);
    await user.type(word, ' EVERYONE');
    expect(go.disabled).toBe(false);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(main.inputsOf('app.status')).toHaveLength(1));
    expect(main.inputsOf('killSwitch.turnOn')).toHaveLength(1);
  });

  it('shows on every page while it is on, and is lifted there', async () => {
    main.view = { ...main.view, killSwitch: { at: began, byId: main.people[0]!.id } };
    const user = showAdministration('people');
    await screen.findByText('The kill switch is on');
    await user.click(await button('Policy'));
    await screen.findByText('Nobody can join while the kill switch is on.');
    await user.click(await button('Lift kill switch'));
    await user.click(within(await dialog('Lift the kill switch?')).getByRole('button', { name: 'Lift kill switch' }));
    await waitFor(() => expect(screen.queryByText('The kill switch is on')).toBeNull());
  });
});
