import { Kbd, VisuallyHidden } from '@mantine/core';
import { type Combination, keysOf } from '../commands/combination.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import classes from './keys.module.css';
import { useModifier } from './use-modifier.ts';

/** How keys are called on this machine and in this language. */
export function useKeyNames(): (combination: Combination) => readonly string[] {
  const { t } = useTranslation();
  const modifier = useModifier();
  const names: Readonly<Record<string, string>> = {
    Mod: modifier,
    Shift: modifier === '⌘' ? '⇧' : t('key.shift'),
    Enter: t('key.enter'),
    Delete: t('key.delete'),
    Space: t('keyNames.space'),
    ArrowUp: t('keyNames.up'),
    ArrowDown: t('keyNames.down'),
    ArrowLeft: t('keyNames.left'),
    ArrowRight: t('keyNames.right'),
    Escape: t('keyNames.escape'),
  };
  return (combination) => keysOf(combination).map((key) => names[key] ?? key);
}

/** A combination as it stands on the keyboard; to a screen reader it is one phrase. */
export function Keys({ of: combination }: { readonly of: Combination }) {
  const names = useKeyNames()(combination);
  return (
    <span className={classes['keys']}>
      <VisuallyHidden>{names.join(' + ')}</VisuallyHidden>
      {names.map((name) => (
        <Kbd key={name} size="xs" aria-hidden="true">
          {name}
        </Kbd>
      ))}
    </span>
  );
}
