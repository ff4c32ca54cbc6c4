import { useEffect, useRef } from 'react';
import { combinationOf } from '../../commands/combination.ts';
import { commandIds, commandOf } from '../../commands/commands.ts';
import { useCommandKeys } from '../../commands/use-command-keys.ts';
import { isElsewhere, isTyping } from '../../components/key-target.ts';

interface VaultKeys {
  readonly onCopy: () => void;
  readonly onEscape: () => void;
}

const ofVault = new Set(commandIds.filter((id) => ['vault', 'item'].includes(commandOf(id).group)));

/** The vault's own keys; copying leaves a text selection and typing alone. */
export function useVaultKeys(keys: VaultKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useCommandKeys(ofVault);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { onCopy, onEscape } = latest.current;
      const combination = combinationOf(event);
      if (isElsewhere(event.target)) return;
      if (combination === commandOf('copy').keys[0]) {
        if (isTyping(event.target) || document.getSelection()?.isCollapsed === false) return;
        onCopy();
      } else if (combination === 'Escape' && !event.defaultPrevented) return onEscape();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
