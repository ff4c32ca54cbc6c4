import { useEffect, useState } from 'react';

const guardMilliseconds = 700;

/**
 * False for a moment after a question has come up, and after the window got the focus back: a click or key on its way
 * was meant for what was there before. `question` is null while there is none.
 */
export function useGuard(question: string | null): boolean {
  const [ready, setReady] = useState<string | null>(null);
  useEffect(() => {
    if (question === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = (): void => {
      clearTimeout(timer);
      setReady(null);
      timer = setTimeout(() => setReady(question), guardMilliseconds);
    };
    begin();
    window.addEventListener('focus', begin);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', begin);
    };
  }, [question]);
  return question !== null && ready === question;
}
