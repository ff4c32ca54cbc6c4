import { useEffect, useEffectEvent } from 'react';
import { combinationOf } from './combination.ts';

/** Mod 1…9 on every screen: `onPerson` gets the place among the tiles, from 0. */
export function usePersonKeys(onPerson: (at: number) => void): void {
  const go = useEffectEvent(onPerson);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const [, digit] = /^Mod\+([1-9])$/u.exec(combinationOf(event) ?? '') ?? [];
      if (digit === undefined) return;
      event.preventDefault();
      if (!event.repeat) go(Number(digit) - 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
