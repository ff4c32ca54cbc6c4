import { useEffect, useRef, useState } from 'react';

const hideAfterMilliseconds = 30_000;

interface Revealed {
  readonly fieldId: string;
  readonly value: string;
}

/**
 * The one value on the screen. It lives in this component's state alone and goes when another is revealed,
 * after half a minute, when the stored item changes, and with the component.
 */
export function useRevealed(revision: number, reveal: (fieldId: string) => Promise<string | null>) {
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  /** Grows with every wish, so that a late answer to an older one shows nothing. */
  const wish = useRef(0);
  const hide = (): void => {
    wish.current += 1;
    setRevealed(null);
  };
  useEffect(() => {
    if (revealed === null) return undefined;
    const timer = setTimeout(() => setRevealed(null), hideAfterMilliseconds);
    return () => clearTimeout(timer);
  }, [revealed]);
  useEffect(() => hide, [revision]);

  return {
    valueOf: (fieldId: string): string | null => (revealed?.fieldId === fieldId ? revealed.value : null),
    /** Asks for the value once more, for another half minute; whether it is shown. */
    async again(fieldId: string): Promise<boolean> {
      const mine = wish.current;
      const value = await reveal(fieldId);
      if (value === null || mine !== wish.current) return false;
      setRevealed({ fieldId, value });
      return true;
    },
    async toggle(fieldId: string): Promise<void> {
      const hides = revealed?.fieldId === fieldId;
      hide();
      if (hides) return;
      const mine = wish.current;
      const value = await reveal(fieldId);
      if (value !== null && mine === wish.current) setRevealed({ fieldId, value });
    },
  };
}
