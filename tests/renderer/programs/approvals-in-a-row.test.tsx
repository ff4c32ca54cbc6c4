import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { idOf, question, script } from './fake-programs.ts';
import { answers, ask, button, isGone, main, pass, programs, prompt } from './show-approvals.tsx';

describe('several questions', () => {
  it('come one after the other, the oldest first, each guarded and denied by default', async () => {
    const user = await ask(question(2), question(1), question(3));
    expect((await prompt()).textContent).toContain('Item 1');
    expect((await prompt()).textContent).toContain('2 more wait');
    await user.click(screen.getByRole('radio', { name: 'Always' }));
    await pass(700);
    await user.click(button('Always allow'));
    await waitFor(async () => expect((await prompt()).textContent).toContain('Item 2'));
    expect((await prompt()).textContent).toContain('One more waits');
    expect(button('Allow once').disabled).toBe(true);
    expect(document.activeElement).toBe(button('Deny'));
    await pass(700);
    await user.keyboard('{Escape}');
    await waitFor(async () => expect((await prompt()).textContent).toContain('Item 3'));
    expect(answers().map(({ id }) => id)).toEqual([idOf(901), idOf(902)]);
  });

  it('lose the one that was answered elsewhere', async () => {
    await ask(question(1), question(2));
    programs.approvals = programs.approvals.slice(1);
    act(() => programs.announce());
    await waitFor(async () => expect((await prompt()).textContent).toContain('Item 2'));
    programs.approvals = [];
    act(() => programs.announce());
    await isGone();
  });

  it('let the next one up when the first has run out', async () => {
    await ask(question(1, { expiresAt: Date.now() + 3000 }), question(2));
    await pass(3100);
    await waitFor(async () => expect((await prompt()).textContent).toContain('Item 2'));
  });

  it('let all programs that aren’t connected be refused for a while, also where they come and go too fast to be answered', async () => {
    const user = await ask(question(1, { asker: script }), question(2, { asker: script }), question(3));
    for (let at = 4; at < 8; at += 1) {
      programs.approvals = [question(at - 10, { asker: script }), question(3)];
      act(() => programs.announce());
      await pass(600);
      expect(button('Allow once').disabled).toBe(true);
    }
    await user.click(button('Refuse programs that aren’t connected for 10 minutes'));
    await waitFor(async () => expect((await prompt()).textContent).toContain('Item 3'));
    expect(main.inputsOf('approvals.refuseStrangers')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: /^Refuse programs/ })).toBeNull();
    expect(answers()).toEqual([]);
  });
});
