import axe from 'axe-core';
import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { setLanguage } from '../../../src-renderer/i18n/index.ts';
import { ApprovalPrompt } from '../../../src-renderer/screens/approvals/approval-prompt.tsx';
import { theme } from '../../../src-renderer/theme/theme.ts';
import { refuse } from '../vault/fake-vault.ts';
import { askedItem, idOf, question, script } from './fake-programs.ts';
import { answers, ask, button, closeOther, isGone, main, pass, programs, prompt } from './show-approvals.tsx';

describe('a question of a program', () => {
  it('says who asks, through whom, for what and what becomes of it', async () => {
    await ask(question(1, { items: [askedItem(1, { fields: ['Key', 'Secret'], tags: ['lab', 'ci'] }), askedItem(2)], askedBefore: 4 }));
    const { textContent } = await prompt();
    for (const part of ['3 values', 'Night bot', 'Connected', '/usr/bin/node /srv/bot/index.js', 'Item 1', 'Key and Secret', '#ci'])
      expect(textContent).toContain(part);
    expect(textContent).toMatch(/Started through\s*tmux\s*bash\s*Night bot/);
    expect(textContent).toContain('It has asked 4 times before.');
    expect(textContent).toContain('can do with them what it likes');
    expect(textContent).not.toContain('no proof');
  });

  it('says that a value only goes into an environment, and that an unknown program proves nothing', async () => {
    await ask(question(1, { asker: script, use: 'inject' }));
    const { textContent } = await prompt();
    expect(textContent).toContain('Not connected');
    expect(textContent).toContain('hints and no proof');
    expect(textContent).toContain('goes only to a process that is started');
  });

  it('can be for a statement who one is', async () => {
    const user = await ask(question(1, { items: [], audience: 'https://registry.example' }));
    expect((await prompt()).textContent).toContain('https://registry.example');
    await pass(700);
    await user.click(button('Allow once'));
    await waitFor(() => expect(answers()).toHaveLength(1));
  });

  it('comes up when main says that one waits, over what is there, and gives the focus back', async () => {
    programs.approvals = [];
    render(
      <MantineProvider theme={theme} env="test">
        <ApprovalPrompt />
        <input aria-label="Other field" />
      </MantineProvider>,
    );
    screen.getByLabelText('Other field').focus();
    programs.approvals = [question(1)];
    act(() => programs.announce());
    await prompt();
    expect(document.activeElement).toBe(button('Deny'));
    await pass(700);
    fireEvent.click(button('Deny'));
    await isGone();
    expect(document.activeElement).toBe(screen.getByLabelText('Other field'));
  });
});

describe('the answer', () => {
  it('is no by default: Enter denies', async () => {
    const user = await ask(question(1));
    await waitFor(() => expect(document.activeElement).toBe(button('Deny')));
    await pass(700);
    await user.keyboard('{Enter}');
    await isGone();
    expect(answers()).toEqual([{ id: idOf(901), decision: { allow: false } }]);
  });

  it('is no with Escape, which leaves the dialog underneath open', async () => {
    const user = await ask(question(1));
    await pass(700);
    await user.keyboard('{Escape}');
    await isGone();
    expect(answers()).toEqual([{ id: idOf(901), decision: { allow: false } }]);
    expect(closeOther).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    expect(closeOther).toHaveBeenCalledOnce();
  });

  it('is not given by a click or key that was meant for something else', async () => {
    const user = await ask(question(1));
    expect(button('Allow once').disabled).toBe(true);
    await user.keyboard('{Enter} ');
    await pass(699);
    expect(answers()).toEqual([]);
    await pass(1);
    expect(button('Allow once').disabled).toBe(false);
    act(() => void window.dispatchEvent(new Event('focus')));
    expect(button('Allow once').disabled).toBe(true);
    await pass(700);
    await user.click(button('Allow once'));
    await isGone();
    expect(answers()).toEqual([{ id: idOf(901), decision: { allow: true, duration: 'once', tag: null, leaseMinutes: 0 } }]);
  });

  it('is none where Escape comes before the person can have read, and the question is put away', async () => {
    const user = await ask(question(1));
    await user.keyboard('{Escape}');
    await isGone();
    expect(answers()).toEqual([]);
    expect(closeOther).not.toHaveBeenCalled();
  });

  it('is none when nobody gives one in time', async () => {
    await ask(question(1, { expiresAt: Date.now() + 5000 }));
    expect(screen.getByRole('timer').textContent).toMatch(/0:0[45]/);
    await pass(5100);
    await isGone();
    expect(answers()).toEqual([]);
  });

  it('stays to be given again where main could not take it', async () => {
    main.answers['approvals.answer'] = () => refuse('internal');
    const user = await ask(question(1));
    await pass(700);
    await user.click(button('Deny'));
    await screen.findByText('Something went wrong');
    expect(button('Deny').disabled).toBe(false);
  });

  it('is told to come too late where nobody waits for it any more', async () => {
    main.answers['approvals.answer'] = () => refuse('notFound');
    const user = await ask(question(1));
    await pass(700);
    await user.click(button('Allow once'));
    await isGone();
    await screen.findByText('This question no longer waits for an answer');
  });
});

describe('how much is allowed', () => {
  const choose = (user: UserEvent, name: string): Promise<void> => user.click(screen.getByRole('radio', { name }));

  it('can be for good, for a whole tag and beyond the lock where the program is connected', async () => {
    const user = await ask(question(1, { items: [askedItem(1, { tags: ['lab', 'ci'] }), askedItem(2, { tags: ['ci'] })] }));
    expect(screen.queryByLabelText('What it may then use')).toBeNull();
    await choose(user, 'Always');
    await user.selectOptions(screen.getByLabelText('What it may then use'), 'All items tagged #ci, later ones too');
    expect(screen.queryByRole('option', { name: /#lab/ })).toBeNull();
    await user.click(await screen.findByRole('checkbox', { name: 'May go on after I lock' }));
    await user.selectOptions(screen.getByLabelText('How long it may go on'), '720');
    expect(screen.queryByRole('option', { name: /^24 hr/ })).toBeNull();
    await pass(700);
    await user.click(button('Always allow'));
    await isGone();
    expect(answers()).toEqual([{ id: idOf(901), decision: { allow: true, duration: 'always', tag: 'ci', leaseMinutes: 720 } }]);
  });

  it('forgets what does not go with a shorter time', async () => {
    const user = await ask(question(1));
    expect(screen.queryByText('It may then use every field of this item.')).toBeNull();
    await choose(user, 'Until I lock');
    screen.getByText('It may then use every field of this item.');
    await user.selectOptions(screen.getByLabelText('What it may then use'), 'All items tagged #lab, later ones too');
    await user.click(await screen.findByRole('checkbox', { name: 'May go on after I lock' }));
    await choose(user, 'Once');
    await pass(700);
    await user.click(button('Allow once'));
    await waitFor(() =>
      expect(answers()).toEqual([{ id: idOf(901), decision: { allow: true, duration: 'once', tag: null, leaseMinutes: 0 } }]),
    );
  });

  it('is never for good or beyond the lock for a program that is not connected', async () => {
    const user = await ask(question(1, { asker: script }));
    expect(screen.queryByRole('radio', { name: 'Always' })).toBeNull();
    expect(screen.getByText(/Only a program that you have connected/)).toBeTruthy();
    await choose(user, 'Until I lock');
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('is not beyond the lock where the policy allows none', async () => {
    main.answers['preferences.limits'] = () => ({
      autoLockMaxMinutes: 240,
      clipboardMaxSeconds: 300,
      deletionGraceDays: 7,
      leaseMaxMinutes: 0,
    });
    const user = await ask(question(1));
    await choose(user, 'Always');
    await waitFor(() => expect(main.inputsOf('preferences.limits')).toHaveLength(1));
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('is once where one of the items asks each time', async () => {
    await ask(question(1, { items: [askedItem(1), askedItem(2, { askAlways: true })] }));
    expect(screen.queryByRole('radio')).toBeNull();
    expect((await prompt()).textContent).toContain('Asks each time');
    expect((await prompt()).textContent).toContain('only this once');
  });
});

describe('the prompt', () => {
  it('has nothing wrong for axe', async () => {
    programs.approvals = [question(1, { items: [askedItem(1), askedItem(2)] }), question(2)];
    render(
      <MantineProvider theme={theme} env="test">
        <ApprovalPrompt />
      </MantineProvider>,
    );
    await prompt();
    const user = userEvent.setup({ advanceTimers: (milliseconds) => vi.advanceTimersByTime(milliseconds) });
    await user.click(screen.getByRole('radio', { name: 'Always' }));
    await user.click(await screen.findByRole('checkbox', { name: 'May go on after I lock' }));
    vi.useRealTimers();
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))).toEqual([]);
  });

  it('is there in German', async () => {
    setLanguage('de');
    try {
      programs.approvals = [question(1)];
      render(
        <MantineProvider theme={theme} env="test">
          <ApprovalPrompt />
        </MantineProvider>,
      );
      await screen.findByRole('dialog', { name: 'Ein Programm will einen Wert aus deinem Tresor' });
      button('Ablehnen');
    } finally {
      setLanguage('en');
    }
  });
});
