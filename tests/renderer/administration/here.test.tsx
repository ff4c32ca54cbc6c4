import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { browserOf, supportReport } from '../../../src-renderer/screens/administration/support-report.ts';
import { daysBack, filterNow } from '../../../src-renderer/screens/administration/quick-filters.ts';
import { everything } from '../../../src-shared/audit.ts';
import type { SystemCheck } from '../../../src-shared/system.ts';
import type { Person } from '../../../src-shared/people.ts';
import { standInForBrowser } from '../dom.ts';
import { began, FakeAdministration, refuse } from './fake-administration.ts';
import { button, dialog, showAdministration } from './show-administration.tsx';

standInForBrowser();
let main: FakeAdministration;
let mara: Person;
beforeEach(() => {
  main = new FakeAdministration();
  [mara] = main.people as [Person];
});

const card = async (name: string): Promise<HTMLElement> => (await screen.findByText(name)).closest('li') ?? document.body;

describe('the board of who is here', () => {
  it('says so where nobody else is', async () => {
    main.addHere(mara);
    showAdministration('here');
    await screen.findByText('Only you are here');
    await screen.findByText('One vault is open');
    expect(within(await card('Mara Lindqvist')).queryByRole('button')).toBeNull();
  });

  it('locks one after a question', async () => {
    main.addHere(mara);
    main.addHere(main.add('Ben Okafor'));
    const user = showAdministration('here');
    await screen.findByText('2 vaults are open');
    await user.click(await button('Lock Ben Okafor'));
    await user.click(within(await dialog('Lock Ben Okafor?')).getByRole('button', { name: 'Lock' }));
    await screen.findByText('Ben Okafor is locked');
    await waitFor(async () => expect((await card('Ben Okafor')).textContent).toContain('Locked'));
  });

  it('keeps a refusal in the question', async () => {
    main.addHere(main.add('Ben Okafor'));
    main.answers['sessions.endPerson'] = () => refuse('notFound');
    const user = showAdministration('here');
    await user.click(await button('End sessions of Ben Okafor'));
    const asked = await dialog('End the sessions of Ben Okafor?');
    await user.click(within(asked).getByRole('button', { name: 'End sessions' }));
    await waitFor(() =>
      expect(
        within(asked)
          .getAllByRole('alert')
          .some(({ textContent }) => textContent !== ''),
      ).toBe(true),
    );
  });

  it('stops programs that go on, and locks everyone with or without the administrator', async () => {
    main.addHere(mara);
    main.addHere(main.add('Ben Okafor'), { unlockedSince: null, seenAt: null, locksAt: null, lease: { until: began, programs: 2 } });
    const user = showAdministration('here');
    await screen.findByText(/2 programs go on until/);
    await user.click(await button('Stop the programs of Ben Okafor'));
    await user.click(within(await dialog('Stop the programs of Ben Okafor?')).getByRole('button', { name: 'Stop programs' }));
    await waitFor(() => expect(screen.queryByText(/programs go on until/)).toBeNull());
    await user.click(await button('Lock everyone'));
    const asked = await dialog('Lock everyone?');
    await user.click(within(asked).getByRole('checkbox', { name: 'Lock my vault as well' }));
    await user.click(within(asked).getByRole('button', { name: 'Lock everyone' }));
    expect(main.inputsOf('sessions.lockPeople')).toEqual([{ meToo: true }]);
  });

  it('shows who comes and goes while it is looked at, and is walked through by the arrow keys', async () => {
    main.addHere(mara);
    const user = showAdministration('here');
    await screen.findByText('One vault is open');
    main.addHere(main.add('Ben Okafor'));
    act(() => main.push('people.changed', {}));
    const bens = await card('Ben Okafor');
    (await card('Mara Lindqvist')).focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(bens);
  });
});

describe('the check of everything that is stored', () => {
  it('shows how far it is, can be stopped, and says what damage means and what to do', async () => {
    const running: SystemCheck = {
      ...{ status: 'running', startedAt: began, finishedAt: null, part: 'log', done: 500, of: 2000 },
      results: [{ part: 'database', checked: 20, problems: 0 }],
    };
    main.answers['system.startCheck'] = () => (main.check = running);
    main.answers['system.stopCheck'] = () =>
      (main.check = { ...running, status: 'damaged', finishedAt: began, results: [{ part: 'log', checked: 700, problems: 1 }] });
    const user = showAdministration('system');
    await screen.findByText('Not checked since Strongroom was started.');
    await user.click(await button('Check now'));
    await screen.findByText(/500 of 2,000/);
    await user.click(await button('Stop'));
    await screen.findByText('Damage found');
    await screen.findByText(/Verify it under Activity/);
  });

  it('gives support a report without paths, names or ids', () => {
    const text = supportReport({
      system: main.system,
      check: null,
      keychain: { kind: 'file', state: 'available' },
      browser: 'Chromium 140',
    });
    for (const absent of ['/data', '/home', 'Mara', mara.id]) expect(text).not.toContain(absent);
    expect(text).toContain('keychain: file, available');
    expect(browserOf('Mozilla/5.0 Chrome/140.1.2.3 Safari')).toBe('Chromium 140.1.2.3');
    expect(browserOf('jsdom')).toBeNull();
  });

  it('copies the report, and each folder', async () => {
    const user = showAdministration('system');
    await user.click(await button('Copy report for support'));
    await screen.findByText(/no names and no secrets/);
    await user.click(await button('Copy the path: Log'));
    expect(main.inputsOf('system.copy').at(-1)).toEqual({ text: '/data/strongroom/logs' });
  });
});

describe('a filter that counts days back', () => {
  it('begins at the midnight of its first day, whenever it is used', () => {
    const now = new Date(2026, 2, 10, 15, 30).getTime();
    const from = new Date(2026, 2, 4).getTime();
    expect(filterNow({ page: 'activity', filter: everything, personName: null, lastDays: 7 }, now).from).toBe(from);
    expect(daysBack({ ...everything, from }, now)).toBe(7);
    expect(daysBack(everything, now)).toBeNull();
    expect(daysBack({ ...everything, from, to: now }, now)).toBeNull();
  });
});
