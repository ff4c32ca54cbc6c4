import { type RefObject, useEffect, useRef } from 'react';

/** A page that was called by a key takes the focus, where what had it went with the page before. */
export function useFocusOnPage(page: string, main: RefObject<HTMLElement | null>): void {
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return undefined;
    shown.current = page;
    const frame = requestAnimationFrame(() => {
      const active = document.activeElement;
      const lost = active === null || active === document.body || active.closest('[hidden], [style*="display: none"]') !== null;
      if (lost) main.current?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [page, main]);
}
