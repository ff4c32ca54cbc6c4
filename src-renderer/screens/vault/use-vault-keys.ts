import { useEffect, useRef } from 'react';

interface VaultKeys {
  readonly onSearch: () => void;
  readonly onNew: () => void;
  readonly onCopy: () => void;
  readonly onEscape: () => void;
}

/** A dialog or menu has its own keys. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

/** The vault's own keys; copying leaves a text selection and typing alone. */
export function useVaultKeys(keys: VaultKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { onSearch, onNew, onCopy, onEscape } = latest.current;
      const key = event.key.toLowerCase();
      if (isElsewhere(event.target)) return;
      if (event.ctrlKey || event.metaKey) {
        if (key === 'f') onSearch();
        else if (key === 'n') onNew();
        else if (key === 'c' && !isTyping(event.target) && document.getSelection()?.isCollapsed !== false) onCopy();
        else return;
      } else if (key === '/' && !isTyping(event.target)) onSearch();
      else if (key === 'escape' && !event.defaultPrevented) return onEscape();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
