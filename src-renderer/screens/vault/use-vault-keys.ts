import { useEffect, useRef } from 'react';
import { isElsewhere, isTyping } from '../../components/key-target.ts';

/** What can be asked for from another page. */
export type VaultWish = 'search' | 'new';

/** What a key asks the vault for, wherever the person is. */
export function wishOf(event: KeyboardEvent): VaultWish | null {
  const key = event.key.toLowerCase();
  if (isElsewhere(event.target)) return null;
  if (event.ctrlKey || event.metaKey) return key === 'f' ? 'search' : key === 'n' ? 'new' : null;
  return key === '/' && !isTyping(event.target) ? 'search' : null;
}

interface VaultKeys {
  readonly onSearch: () => void;
  readonly onNew: () => void;
  readonly onCopy: () => void;
  readonly onEscape: () => void;
}

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
      const wish = wishOf(event);
      if (wish !== null) (wish === 'search' ? onSearch : onNew)();
      else if ((event.ctrlKey || event.metaKey) && key === 'c') {
        if (isTyping(event.target) || document.getSelection()?.isCollapsed === false) return;
        onCopy();
      } else if (key === 'escape' && !event.defaultPrevented) return onEscape();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
