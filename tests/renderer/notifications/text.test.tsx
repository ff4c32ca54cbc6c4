import { act, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../src-renderer/i18n/index.ts';
import { agoText } from '../../../src-renderer/screens/notifications/ago.ts';
import { useNotificationText } from '../../../src-renderer/screens/notifications/use-notification-text.ts';
import { type NotificationFacts, type NotificationTrigger, notificationTriggers } from '../../../src-shared/notifications.ts';
import { standInForBrowser } from '../dom.ts';
import { idOf } from './fake-notifications.ts';

standInForBrowser();
afterEach(() => act(() => setLanguage('en')));

const at = new Date(2026, 0, 15, 9, 30).getTime();
function textOf(trigger: NotificationTrigger | null, facts: NotificationFacts = {}): { title: string; message: string } {
  const { result } = renderHook(() => useNotificationText());
  return result.current({ id: idOf(1), trigger, facts, createdAt: at, readAt: null });
}
const full = { person: 'Ben', by: 'Ada', count: 3, at, what: 'reset' } as const;

describe.each(['en', 'de'] as const)('in %s every trigger', (language) => {
  it.each(notificationTriggers)('has a title and a message, with all facts and with none: %s', (trigger) => {
    act(() => setLanguage(language));
    for (const facts of [full, {}, { count: 1 }, { count: 0 }, { by: '', person: '', what: '' }]) {
      const { title, message } = textOf(trigger, facts);
      for (const text of [title, message]) {
        expect(text).toMatch(/\p{L}/u);
        expect(text).not.toMatch(/\{\{|\}\}|undefined|notifications\.|\s{2}/);
      }
    }
  });
});

describe('a text', () => {
  it('shows a name as it is, whatever it is made of', () => {
    const name = '$t(app.name) {{count}} <b>';
    expect(textOf('account.enabled', { by: name }).message).toBe(`${name} enabled your account again.`);
    expect(textOf('request.waiting', { by: name, person: name, what: 'delete' }).message).toBe(
      `${name} wants to delete the account of ${name}. Another administrator has to confirm it.`,
    );
  });

  it('describes what this version has no word for, instead of showing it', () => {
    expect(textOf('request.waiting', { by: 'Ada', what: 'toString' }).message).toContain('do something that takes two administrators');
    expect(textOf('policy.changed', { by: 'Ada', what: 'constructor' }).message).toBe('Ada changed: what holds for everybody.');
  });

  it('counts', () => {
    expect(textOf('sessions.ended', { by: 'Ada', count: 1 }).message).toBe('Ada ended one of your sessions.');
    expect(textOf('sessions.ended', { by: 'Ada', count: 4 }).message).toBe('Ada ended 4 of your sessions.');
    expect(textOf('people.imported', { count: 20_000 }).message).toContain('20000 people were imported');
  });

  it('says why a notification can’t be opened', () => {
    expect(textOf(null, { what: 'dataDamaged' }).message).toContain('changed after it was written');
    expect(textOf(null, { what: 'dataFromNewerVersion' }).message).toContain('newer version');
  });
});

describe('how long ago', () => {
  const ago = (milliseconds: number, language = 'en'): string | null => agoText(at - milliseconds, at, language);
  it('is told in the largest unit that fits, and as a date after a week', () => {
    expect(ago(-5000)).toBeNull();
    expect(ago(59_999)).toBeNull();
    expect(ago(60_000)).toBe('1 minute ago');
    expect(ago(59 * 60_000)).toBe('59 minutes ago');
    expect(ago(3 * 3_600_000, 'de')).toBe('vor 3 Stunden');
    expect(ago(30 * 3_600_000)).toBe('yesterday');
    expect(ago(8 * 86_400_000)).toBe('Jan 7, 2026');
  });
});
