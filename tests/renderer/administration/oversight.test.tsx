import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { labelledDays, ticksUpTo } from '../../../src-renderer/screens/administration/plot-scale.ts';
import { agoText, bytesText, minutesText } from '../../../src-renderer/screens/administration/use-texts.ts';
import type { AuditReport } from '../../../src-shared/audit.ts';
import { standInForBrowser } from '../dom.ts';
import { began, FakeAdministration, idOf, meId, refuse } from './fake-administration.ts';
import { button, dialog, showAdministration } from './show-administration.tsx';

standInForBrowser();
let main: FakeAdministration;
beforeEach(() => {
  main = new FakeAdministration();
});

describe('requests', () => {
  const request = { id: idOf(900), act: 'reset', targetId: idOf(2), targetName: 'Ben Okafor', requestedById: idOf(3) } as const;
  const times = { requestedByName: 'Ines', requestedAt: began, expiresAt: began + 86_400_000 };

  it('have no page without the rule of two, nor without one that waits', async () => {
    showAdministration();
    await button('Mara Lindqvist');
    expect(screen.queryByRole('button', { name: /^Requests/ })).toBeNull();
  });

  it('of another are confirmed, and a reset hands the code to whoever confirms', async () => {
    main.add('Ben Okafor');
    main.requests = [{ ...request, ...times, mine: false }];
    const user = showAdministration();
    await user.click(await button(/^Requests\s*1/));
    await user.click(await button('Confirm'));
    const asked = await dialog('Reset Ben Okafor?');
    expect(asked.textContent).toContain('puts the present vault away');
    await user.click(within(asked).getByRole('button', { name: 'Confirm' }));
    await dialog('Activation code');
    expect(main.inputsOf('requests.confirm')).toEqual([{ id: idOf(900) }]);
  });

  it('for a new installation code say what it is worth before they are confirmed', async () => {
    main.requests = [{ ...request, ...times, act: 'renewInstallationCode', targetName: 'Ines', mine: false }];
    const user = showAdministration('requests');
    await user.click(await button('Confirm'));
    const asked = await dialog('Have Ines make a new installation code?');
    expect(asked.textContent).toContain('can make anybody an administrator');
    await user.click(within(asked).getByRole('button', { name: 'Confirm' }));
    await screen.findByText('Ines can make a new installation code now');
  });

  it('of one’s own can only be taken back', async () => {
    main.requests = [{ ...request, ...times, act: 'delete', mine: true }];
    const user = showAdministration('requests');
    await user.click(await button('Take back'));
    expect(screen.queryByRole('button', { name: 'Confirm' })).toBeNull();
    await screen.findByText('No requests');
  });
});

describe('sessions of everyone', () => {
  it('are shown by person and state, and end one by one after a question', async () => {
    main.add('Ben Okafor');
    main.addSession('Mara Lindqvist', { current: true, unlocked: true });
    main.addSession('Ben Okafor', { kind: 'cli', client: 'pts/3', unlocked: true });
    main.addSession('Ben Okafor', { endedAt: began });
    const user = showAdministration('sessions');
    expect(await screen.findAllByRole('row')).toHaveLength(3);
    expect(screen.queryByRole('button', { name: /^End session of Mara/ })).toBeNull();
    await user.click(await button('End session of Ben Okafor, pts/3'));
    await user.click(within(await dialog('End this session of Ben Okafor?')).getByRole('button', { name: 'End sessions' }));
    await screen.findByText('The session has ended');
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
    await user.click(screen.getByRole('switch', { name: 'Only live ones' }));
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(4));
  });

  it('all end but one’s own, after a question that says what is lost', async () => {
    main.addSession('Mara Lindqvist', { current: true });
    const user = showAdministration('sessions');
    await user.click(await button('End all others'));
    const asked = await dialog('End the sessions of everybody else?');
    expect(asked.textContent).toContain('What was not saved is lost');
    await user.click(within(asked).getByRole('button', { name: 'End all others' }));
    await screen.findByText('One session has ended');
  });

  it('of one person are a click away from the details', async () => {
    main.add('Ben Okafor');
    const user = showAdministration();
    await user.click(await button('Ben Okafor'));
    await user.click(within(await screen.findByRole('complementary')).getByRole('button', { name: 'Sessions' }));
    await screen.findByText('No sessions');
    expect(main.inputsOf('sessions.everyone').at(-1)?.ownerId).toBe(idOf(2));
  });
});

describe('the activity of everyone', () => {
  it('is shown page by page, with what changed in words', async () => {
    for (let number = 0; number < 70; number += 1) main.addRow('item.revealed');
    main.addRow('policy.changed', { targetKind: 'policy', targetId: 'guest', detail: 'false → true' });
    const user = showAdministration('activity');
    expect((await screen.findByRole('row', { name: /Guests may enter/ })).textContent).toContain('No → Yes');
    await user.click(await button('Show older'));
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(73));
    expect(main.inputsOf('audit.everyone').at(-1)?.before).toBe(22);
  });

  it('opens a row to who, what, when and from where, under the day it belongs to', async () => {
    main.addRow('item.revealed', { client: 'cli' });
    const user = showAdministration('activity');
    await screen.findByText('Monday, January 5, 2026');
    await user.click(await button('Show more about: Revealed a value'));
    const table = screen.getByRole('table', { name: 'Activity' });
    expect(table.textContent).toContain('Terminal');
    await user.click(await button('Show less about: Revealed a value'));
    expect(table.textContent).not.toContain('Terminal');
  });

  it('has quick filters, and remembers those that are given a name', async () => {
    const user = showAdministration('activity');
    await user.click(await button('Failed in the last 7 days'));
    await waitFor(() => expect(main.inputsOf('audit.everyone').at(-1)?.filter).toMatchObject({ outcome: 'failed', to: null }));
    await user.click(await button('Save filter'));
    const form = await dialog('Save this filter');
    await user.type(within(form).getByRole('textbox', { name: /^Name/ }), 'Trouble');
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    await screen.findByText('The filter is saved');
    expect(main.inputsOf('filters.put')[0]?.content).toMatchObject({ lastDays: 7, filter: { from: null, outcome: 'failed' } });
    await user.click(await button('Clear filters'));
    await user.click(await button('Trouble'));
    await waitFor(() => expect(main.inputsOf('audit.everyone').at(-1)?.filter.outcome).toBe('failed'));
    await user.click(await button('Remove filter Trouble'));
    await screen.findByText('The filter is removed');
  });

  it('is filtered by person, action, outcome and day', async () => {
    main.add('Ben Okafor');
    main.addRow('session.signInFailed', { outcome: 'failed', actorId: null, actorName: null, targetId: idOf(2), targetName: 'Ben Okafor' });
    main.addRow('item.revealed');
    const user = showAdministration('activity');
    await screen.findByRole('row', { name: /Revealed a value/ });
    await user.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'Sign-in attempt');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Outcome' }), 'Failed');
    await user.click(screen.getByLabelText('Person', { selector: 'input' }));
    await user.click(await screen.findByRole('option', { name: /^Ben Okafor/ }));
    await user.type(screen.getByLabelText('From'), '2026-01-05');
    await user.type(screen.getByLabelText('To'), '2026-01-05');
    await waitFor(() =>
      expect(main.inputsOf('audit.everyone').at(-1)?.filter).toEqual({
        personId: idOf(2),
        action: 'session.signInFailed',
        outcome: 'failed',
        from: new Date('2026-01-05T00:00:00').getTime(),
        to: new Date('2026-01-05T23:59:59.999').getTime(),
      }),
    );
    expect(await screen.findAllByRole('row')).toHaveLength(3);
    await user.click(await button('Clear filters'));
    await screen.findByRole('row', { name: /Revealed a value/ });
  });

  it('is exported with the filters of the page, and says where to', async () => {
    main.addRow('item.revealed');
    main.answers['audit.export'] = () => ({ path: '/home/mara/strongroom-activity-2026-01-05.csv', rows: 1 });
    const user = showAdministration('activity');
    await user.click(await button('Export'));
    await user.click(await screen.findByRole('menuitem', { name: 'As CSV' }));
    await screen.findByText('/home/mara/strongroom-activity-2026-01-05.csv');
    expect(main.inputsOf('audit.export')[0]).toMatchObject({ format: 'csv', filter: { personId: null } });
  });

  const intact: AuditReport = {
    ...{ status: 'intact', rows: 1200, problem: null, witnessedSequence: 1100, firstSequence: 41, lostEpochs: 1 },
    witnesses: [{ ownerId: meId, name: 'Mara Lindqvist', sequence: 1100, at: began, holds: true }],
  };

  it('is verified: complete, with who has witnessed it and what was removed', async () => {
    main.answers['audit.verify'] = () => intact;
    const user = showAdministration('activity');
    await user.click(await button('Verify the log'));
    const report = await screen.findByRole('region', { name: 'The log is complete and unchanged' });
    expect(report.textContent).toContain('1,200 rows were checked.');
    expect(report.textContent).toContain('Rows before 41 were removed as the policy says');
    expect(report.textContent).toContain('One earlier log ended when its key was lost');
    expect(within(report).getByRole('row', { name: /Mara Lindqvist 1,100 .* Holds/ })).toBeTruthy();
  });

  it('is verified: damaged, with the row, since when, and whose vaults had seen it', async () => {
    const witness = { at: began, holds: false };
    main.answers['audit.verify'] = () => ({
      ...intact,
      status: 'damaged',
      problem: { code: 'rowChanged', sequence: 300, since: began },
      witnesses: [
        { ...witness, ownerId: meId, name: 'Mara Lindqvist', sequence: 1100 },
        { ...witness, ownerId: idOf(2), name: 'Ben Okafor', sequence: 200 },
      ],
    });
    const user = showAdministration('activity');
    await user.click(await button('Verify the log'));
    const report = await screen.findByRole('region', { name: 'The log is not what was written' });
    expect(report.textContent).toContain('Row 300 was changed after it was written.');
    expect(report.textContent).toContain('It had been seen by the vaults of Mara Lindqvist.');
    expect(within(report).getByRole('row', { name: /Ben Okafor 200 .* Contradicts/ })).toBeTruthy();
  });
});

describe('analytics', () => {
  it('draw each day, tell it in a sentence, and have the numbers in a table beside it', async () => {
    const days = [0, 1, 2].map((at) => ({ day: new Date(2026, 0, 5 + at).getTime(), signIns: at * 2, failures: 0, activePeople: 1 }));
    main.answers['analytics.read'] = () => ({ days, kinds: [{ kind: 'desktop', sessions: 4, medianMinutes: 192.4 }] });
    const user = showAdministration('analytics');
    await screen.findByRole('img', { name: 'Sign-ins per day from Jan 5, 2026 to Jan 7, 2026: 6 in all, at most 4 on one day.' });
    await screen.findAllByText('Nothing was counted in this time.');
    expect(await screen.findByRole('row', { name: 'Jan 7, 2026 4' })).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Window 4 3 hr, 12 min' })).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: '365 days' }));
    await waitFor(() => expect(main.inputsOf('analytics.read').at(-1)).toEqual({ days: 365 }));
  });

  it('have round ticks and no more labels than there is room for', () => {
    expect(ticksUpTo(0)).toEqual([0, 1]);
    expect(ticksUpTo(3)).toEqual([0, 1, 2, 3]);
    expect(ticksUpTo(97)).toEqual([0, 50, 100]);
    expect(ticksUpTo(1234)).toEqual([0, 500, 1000, 1500]);
    expect(labelledDays(7, 4)).toEqual([0, 2, 4, 6]);
    expect(labelledDays(365, 5).length).toBeLessThanOrEqual(5);
    expect(labelledDays(365, 5).at(-1)).toBe(364);
  });

  it('tell times and sizes in words', () => {
    expect(agoText(began - 10_000, began, 'en')).toBe('now');
    expect(agoText(began - 7_200_000, began, 'de')).toBe('vor 2 Stunden');
    expect(bytesText(0, 'en')).toBe('0 byte');
    expect(bytesText(1_536_000, 'de')).toBe('1,5 MB');
    expect(minutesText(0.5, 'en')).toBe('30 sec');
    expect(minutesText(60, 'en')).toBe('1 hr');
  });
});

describe('the system', () => {
  it('says where everything is and what to look at', async () => {
    main.system = { ...main.system, damagedAccounts: 2, lostKeys: ['audit'], diskFreeBytes: 400_000_000 };
    const user = showAdministration('system');
    await screen.findByText('/data/strongroom');
    await screen.findByText('2 accounts were changed from outside');
    await screen.findByText(/They were made anew: audit/);
    await screen.findByText(/Less than 1 GB is left/);
    expect(screen.getByRole('row', { name: /before-People.db .* 900 kB/ })).toBeTruthy();
    await user.click(await button('See people'));
    await button('Mara Lindqvist');
  });

  it('keeps the kill switch at hand when nothing else answers', async () => {
    main.answers['system.read'] = () => refuse('internal');
    showAdministration('system');
    await screen.findByText('Something went wrong');
    await button('Turn on kill switch');
  });
});
