import { useEffect } from 'react';
import { call } from '../../api.ts';

export const modifier = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';
const activityEveryMilliseconds = 15_000;

/** The keys that work on every page, and word to main that the person is here. */
export function useShellKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      if (event.key.toLowerCase() === 'l') {
        event.preventDefault();
        void call(event.shiftKey ? 'session.lockEveryone' : 'session.lock');
      } else if (/^[1-9]$/.test(event.key)) {
        event.preventDefault();
        void jump(Number(event.key) - 1);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  useEffect(() => {
    let last = 0;
    const onActivity = (): void => {
      if (Date.now() - last < activityEveryMilliseconds) return;
      last = Date.now();
      void call('session.activity').catch(() => undefined);
    };
    const kinds = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;
    for (const kind of kinds) window.addEventListener(kind, onActivity, { passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, onActivity);
    };
  }, []);
}

async function jump(at: number): Promise<void> {
  const tile = (await call('accounts.tiles'))[at];
  if (tile !== undefined) await call('session.leave', { next: tile.id });
}
