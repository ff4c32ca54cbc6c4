import type { ReactNode } from 'react';
import { Keys } from '../../components/keys.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import classes from './palette.module.css';

/** Which keys do what just now. */
export function PaletteHints({ inItem, onItem }: { readonly inItem: boolean; readonly onItem: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={classes['hints']}>
      <Hint keys="Enter">{t(onItem ? 'palette.hintOpen' : 'palette.hintDo')}</Hint>
      {onItem && <Hint keys="ArrowRight">{t('palette.hintMore')}</Hint>}
      {inItem && <Hint keys="ArrowLeft">{t('palette.hintBack')}</Hint>}
      {(onItem || inItem) && <Hint keys="Mod+C">{t('palette.hintCopy')}</Hint>}
      <Hint keys="Escape">{t(inItem ? 'palette.hintBack' : 'palette.hintClose')}</Hint>
    </div>
  );
}

const Hint = ({ keys, children }: { readonly keys: string; readonly children: ReactNode }) => (
  <span className={classes['hint']}>
    <Keys of={keys} /> {children}
  </span>
);
