import axe from 'axe-core';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../src-renderer/i18n/index.ts';
import { leasesAt } from '../../../src-renderer/screens/programs/leases.ts';
import { untilText } from '../../../src-renderer/screens/programs/use-until-text.ts';
import { standInForBrowser } from '../dom.ts';
import { button, fakeAda, showPreferences } from '../personal/show-preferences.tsx';
import { fakeWindow, showWindow } from '../shell/show-window.tsx';
import { type FakeVault, refuse } from '../vault/fake-vault.ts';
import { bot, FakePrograms, grantOf, idOf, programOf, script } from './fake-programs.ts';

standInForBrowser();
let main: FakeVault;
let programs: FakePrograms;
beforeEach(() => {
  main = fakeAda();
  programs = new FakePrograms(main);
});

const card = (name: string): Promise<HTMLElement> => screen.findByRole('article', { name });
const hour = 3_600_000;

describe('the page of programs', () => {
  it('says what it is for while nothing has asked', async () => {
    showPreferences('programs');
    await screen.findByText('No program has asked yet');
  });

  it('says what went wrong, and tries again', async () => {
    main.answers['grants.list'] = () => refuse('internal');
    const { user } = showPreferences('programs');
    await screen.findByText('Something went wrong');
    main.answers['grants.list'] = () => [];
    await user.click(await button('Try again'));
    await screen.findByText('No program has asked yet');
  });

  it('shows each program with what it asked and what it may, connected ones first', async () => {
    programs.programs = [programOf(script, { asked: 1, refused: 0 }), programOf(bot, { origin: 'http://localhost:3000' })];
    programs.grants = [
      grantOf(1, bot, { uses: 4, lastUsedAt: Date.now() - 2 * hour }),
      grantOf(2, bot, { scope: { type: 'tag', tag: 'ci' }, itemName: null, use: 'inject', duration: 'untilLock' }),
      grantOf(3, bot, { scope: { type: 'identity', audience: 'https://registry.example' }, itemName: null }),
      grantOf(4, script, { itemName: null, duration: 'tenMinutes', expiresAt: Date.now() + 60_000 }),
    ];
    showPreferences('programs');
    const night = await card('Night bot');
    expect(screen.getAllByRole('article').map((article) => article.getAttribute('aria-label'))).toEqual(['Night bot', 'deploy.sh']);
    for (const part of [
      ...['Connected', '/usr/bin/node /srv/bot/index.js', 'Asked 3 times · last 1 hour ago · refused once', 'http://localhost:3000'],
      ...['Item 1', 'gets the values · always · used 4 times, last 2 hours ago', 'Everything tagged #ci'],
      ...['only for the environment of a process · until you lock · not used since the start', 'for https://registry.example'],
    ])
      expect(night.textContent).toContain(part);
    const deploy = await card('deploy.sh');
    for (const part of ['Not connected', 'Asked once', 'An item that is gone', 'until ']) expect(deploy.textContent).toContain(part);
  });

  it('leaves out what has run out', async () => {
    programs.programs = [programOf(bot)];
    programs.grants = [grantOf(1, bot, { duration: 'tenMinutes', expiresAt: Date.now() - 1 })];
    showPreferences('programs');
    await within(await card('Night bot')).findByText('It is allowed nothing for longer.');
  });

  it('shows who holds a grant even where the program itself is not known', async () => {
    programs.grants = [grantOf(1, script)];
    showPreferences('programs');
    expect((await card('deploy.sh')).textContent).toContain('Item 1');
  });

  it('follows what main says has changed', async () => {
    showPreferences('programs');
    await screen.findByText('No program has asked yet');
    programs.programs = [programOf(bot)];
    main.push('programs.changed', {});
    await card('Night bot');
  });
});

describe('what was allowed', () => {
  beforeEach(() => {
    programs.programs = [programOf(bot), programOf(script)];
    programs.grants = [grantOf(1, bot), grantOf(2, bot), grantOf(3, script)];
  });

  it('is taken back one by one', async () => {
    const { user } = showPreferences('programs');
    await user.click(await button('Take back from Night bot: Item 1'));
    await screen.findByText('Night bot has to ask for it again');
    expect(main.inputsOf('grants.revoke')).toEqual([{ ids: [idOf(301)] }]);
    await waitFor(async () => expect((await card('Night bot')).textContent).not.toContain('Item 1'));
    expect((await card('Night bot')).textContent).toContain('Item 2');
  });

  it('is taken back from one program as a whole, after a question', async () => {
    const { user } = showPreferences('programs');
    expect(within(await card('deploy.sh')).queryByRole('button', { name: /everything/ })).toBeNull();
    await user.click(await button('Take everything back from Night bot'));
    const dialog = within(await screen.findByRole('dialog'));
    dialog.getByText(/loses its 2 permissions/);
    await user.click(dialog.getByRole('button', { name: 'Take everything back' }));
    await waitFor(() => expect(main.inputsOf('grants.revoke')).toEqual([{ ids: [idOf(301), idOf(302)] }]));
    await within(await card('Night bot')).findByText('It is allowed nothing for longer.');
  });

  it('goes with the program, after a question that says what stops', async () => {
    const { user } = showPreferences('programs');
    await user.click(await button('Remove Night bot'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Remove Night bot?' }));
    dialog.getByText(/Its token and everything it may/);
    await user.click(dialog.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.queryByRole('article', { name: 'Night bot' })).toBeNull());
    expect(main.inputsOf('programs.remove')).toEqual([{ key: bot.key }]);
  });

  it('stays where main refuses, which is told', async () => {
    main.answers['grants.revoke'] = () => refuse('notFound');
    const { user } = showPreferences('programs');
    await user.click(await button('Take back from deploy.sh: Item 3'));
    await screen.findByText('It is no longer there');
  });
});

describe('a lease', () => {
  const until = Date.now() + 3 * hour;
  const time = untilText(until, Date.now(), 'en');

  it('is in sight on the page, and ends when asked', async () => {
    programs.programs = [programOf(bot)];
    programs.grants = [grantOf(1, bot, { leaseUntil: until })];
    const { user } = showPreferences('programs');
    await screen.findByRole('region', { name: `Night bot goes on until ${time} after you lock` });
    expect((await card('Night bot')).textContent).toContain(`Goes on until ${time} after you lock`);
    await user.click(await button('Stop when I lock'));
    await screen.findByText('Locking stops every program again');
    await waitFor(() => expect(screen.queryByRole('region', { name: /goes on until/ })).toBeNull());
  });

  it('stands in the bar of the window, which leads to it', async () => {
    main = fakeWindow();
    programs = new FakePrograms(main);
    programs.programs = [programOf(bot)];
    programs.grants = [grantOf(1, bot, { leaseUntil: until })];
    const user = showWindow();
    await user.click(await button(`Night bot goes on until ${time} after you lock`));
    await card('Night bot');
    programs.grants = [grantOf(1, bot)];
    main.push('programs.changed', {});
    await waitFor(() => expect(screen.queryByRole('button', { name: /goes on until/ })).toBeNull());
  });

  it('counts as long as it runs, for each program once', () => {
    const grants = [grantOf(1, bot, { leaseUntil: 50 }), grantOf(2, bot, { leaseUntil: 40 }), grantOf(3, script, { leaseUntil: 30 })];
    expect(leasesAt(grants, 10)).toEqual({ count: 2, name: 'Night bot', until: 50 });
    expect(leasesAt(grants, 45)).toEqual({ count: 1, name: 'Night bot', until: 50 });
    expect(leasesAt(grants, 50)).toBeNull();
  });
});

describe('connecting a program', () => {
  it('shows its token once, to be copied with the line that it belongs into', async () => {
    const { user } = showPreferences('programs');
    await user.click(await button('Connect a program'));
    const form = within(await screen.findByRole('dialog', { name: 'Connect a program' }));
    expect(form.getByRole<HTMLButtonElement>('button', { name: 'Connect' }).disabled).toBe(true);
    await user.type(form.getByRole('textbox', { name: /^What it is called/ }), ' Notebook {Enter}');
    const shown = within(await screen.findByRole('dialog', { name: 'Notebook is connected' }));
    expect(shown.getByTestId('program-token').textContent).toBe('STRONGROOM_TOKEN=srp_token-of-the-program');
    await user.click(shown.getByRole('button', { name: 'Copy line' }));
    await user.click(shown.getByRole('button', { name: 'Copy token alone' }));
    expect(main.inputsOf('generator.copy')).toEqual([
      { value: 'STRONGROOM_TOKEN=srp_token-of-the-program' },
      { value: 'srp_token-of-the-program' },
    ]);
    await user.keyboard('{Escape}');
    await user.click(shown.getByRole('button', { name: 'I have put it there' }));
    await card('Notebook');
    expect(document.body.textContent).not.toContain('srp_token');
    expect(main.inputsOf('programs.register')).toEqual([{ name: 'Notebook', origin: null }]);
  });

  it('takes where its pages come from, and only that part of an address', async () => {
    const { user } = showPreferences('programs');
    await user.click(await button('Connect a program'));
    await user.type(await screen.findByRole('textbox', { name: /^What it is called/ }), 'Board');
    await user.click(screen.getByRole('checkbox', { name: /HTTP API/ }));
    const origin = screen.getByRole('textbox', { name: /^Where its pages come from/ });
    await user.type(origin, 'ftp://board.example');
    await user.tab();
    await screen.findByText(/no address of a web page/);
    expect((await button('Connect')).hasAttribute('disabled')).toBe(true);
    await user.clear(origin);
    await user.type(origin, 'http://localhost:3000/board?x=1{Enter}');
    await waitFor(() => expect(main.inputsOf('programs.register')).toEqual([{ name: 'Board', origin: 'http://localhost:3000' }]));
  });

  it('says why it could not be', async () => {
    main.answers['programs.register'] = () => refuse('limitReached');
    const { user } = showPreferences('programs');
    await user.click(await button('Connect a program'));
    await user.type(await screen.findByRole('textbox', { name: /^What it is called/ }), 'Board{Enter}');
    await screen.findByText('There is no room for more');
  });
});

describe('the page of programs and its dialogs', () => {
  const found = async (): Promise<string[]> => {
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  };

  it('have nothing wrong for axe', async () => {
    programs.programs = [programOf(bot), programOf(script)];
    programs.grants = [grantOf(1, bot, { leaseUntil: Date.now() + hour }), grantOf(2, script)];
    const { user } = showPreferences('programs');
    await card('Night bot');
    expect(await found()).toEqual([]);
    await user.click(await button('Connect a program'));
    await user.click(await screen.findByRole('checkbox', { name: /HTTP API/ }));
    expect(await found()).toEqual([]);
    await user.click(screen.getByRole('checkbox', { name: /HTTP API/ }));
    await user.type(screen.getByRole('textbox', { name: /^What it is called/ }), 'Board{Enter}');
    await screen.findByTestId('program-token');
    expect(await found()).toEqual([]);
  });

  it('are there in German', async () => {
    setLanguage('de');
    try {
      programs.programs = [programOf(bot)];
      showPreferences('programs');
      await button('Night bot entfernen');
      await screen.findByRole('heading', { name: 'Verbundene Programme' });
    } finally {
      setLanguage('en');
    }
  });
});
