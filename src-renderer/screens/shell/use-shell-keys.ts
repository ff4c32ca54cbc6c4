import { useEffect, useEffectEvent } from 'react';
import { call } from '../../api.ts';
import { type VaultWish, wishOf } from '../vault/use-vault-keys.ts';

const activityEveryMilliseconds = 15_000;

interface ShellKeys {
  /** Whose vault is open. */
  readonly ownId: string;
  /** Another page than the vault shows, which takes these keys itself. */
  readonly away: boolean;
  readonly onWish: (wish: VaultWish) => void;
}

/** The keys that work on every page, and word to main that the person is here. */
export function useShellKeys({ ownId, away, onWish }: ShellKeys): void {
  const wished = useEffectEvent(onWish);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const wish = away ? wishOf(event) : null;
      if (wish !== null) {
        event.preventDefault();
        wished(wish);
        return;
      }
      if (!event.ctrlKey && !event.metaKey) return;
      if (event.key.toLowerCase() === 'l') {
        event.preventDefault();
        void call(event.shiftKey ? 'session.lockEveryone' : 'session.lock');
      } else if (/^[1-9]$/.test(event.key)) {
        event.preventDefault();
        void jump(Number(event.key) - 1, ownId);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [ownId, away]);

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

/** One's own number leads to where one is already: nothing is locked for it. */
async function jump(at: number, ownId: string): Promise<void> {
  const tile = (await call('accounts.tiles', { search: '' })).tiles[at];
  if (tile !== undefined && tile.id !== ownId) await call('session.leave', { next: tile.id });
}
