import { useEffect } from 'react';

/** Keys that open something of the browser's own around the page: its find bar, a second window. */
const ofBrowser = (event: KeyboardEvent): boolean =>
  event.key === 'F3' || ((event.ctrlKey || event.metaKey) && ['f', 'g', 'n'].includes(event.key.toLowerCase()));

/** Keeps the browser around the window out of it, on every screen. */
export function useBrowserKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (ofBrowser(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
