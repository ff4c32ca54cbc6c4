import { Text } from '@mantine/core';
import { IconCheck, IconCopy, IconEye, IconEyeOff, IconLink, IconQrcode } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { IconAction } from '../../components/icon-action.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import { concealedTypes, type FieldView } from '../../../src-shared/items.ts';
import { fitsQr, QrCode } from './qr-code.tsx';
import classes from './vault.module.css';

interface FieldRowProps {
  readonly name: string;
  readonly field: FieldView;
  /** The value while it is shown; null while it is hidden. */
  readonly revealed: string | null;
  readonly onReveal: () => void;
  readonly onCopy: () => Promise<boolean>;
  /** Null where no reference leads: in the trash nothing is looked for. */
  readonly onCopyReference: (() => Promise<boolean>) | null;
  /** Of a one-time code: the code itself, shown and copied in place of its set-up. */
  readonly code?: { readonly shown: ReactNode; readonly keys: string | null; readonly onCopy: () => Promise<boolean> } | null;
  /** Asks for the value once more, to show it as a QR code for half a minute. */
  readonly onShowQr?: (() => Promise<boolean>) | null;
  /** What the QR code says where it isn't the value as it stands. */
  readonly qrTextOf?: (value: string) => string;
}

/** Always as many, so that they tell nothing. */
const dots = '••••••••••';
const tickMilliseconds = 1500;

/** One field of an item; a concealed value shows as dots until it is asked for. */
export function FieldRow({ name, field, revealed, onReveal, onCopy, onCopyReference, code = null, ...qr }: FieldRowProps) {
  const { t } = useTranslation();
  const [asQr, setAsQr] = useState(false);
  const concealed = concealedTypes.has(field.type);
  const qrText = revealed === null ? '' : (qr.qrTextOf?.(revealed) ?? revealed);
  const revealLabel = (name: string): string =>
    code === null
      ? t(revealed === null ? 'vault.detail.reveal' : 'vault.detail.hide', { name })
      : t(revealed === null ? 'totp.revealSetup' : 'totp.hideSetup', { name });
  useEffect(() => {
    if (revealed === null) setAsQr(false);
  }, [revealed]);

  return (
    <div className={classes['field']} role="group" aria-label={name}>
      <div className={classes['fieldTexts']}>
        <Text size="xs" c="dimmed" lh={1.4}>
          {name}
        </Text>
        {code !== null && field.filled && code.shown}
        {(code === null || !field.filled || revealed !== null) && <FieldValue field={field} shown={concealed ? revealed : field.value} />}
        {asQr && fitsQr(qrText) && <QrCode name={name} text={qrText} />}
      </div>
      {concealed && fitsQr(qrText) && qr.onShowQr && (
        <IconAction
          label={t(asQr ? 'qr.hide' : 'qr.show', { name })}
          onClick={() => (asQr ? setAsQr(false) : void qr.onShowQr?.().then(setAsQr))}
        >
          <IconQrcode size={18} />
        </IconAction>
      )}
      {field.filled && concealed && (
        <IconAction label={revealLabel(name)} onClick={onReveal}>
          {revealed === null ? <IconEye size={18} /> : <IconEyeOff size={18} />}
        </IconAction>
      )}
      {field.filled && (
        <CopyAction
          label={
            code === null
              ? t('vault.detail.copy', { name })
              : code.keys === null
                ? t('totp.copy', { name })
                : t('totp.copyHint', { name, keys: code.keys })
          }
          onCopy={code?.onCopy ?? onCopy}
        >
          <IconCopy size={18} />
        </CopyAction>
      )}
      {field.filled && onCopyReference !== null && (
        <CopyAction label={t('vault.detail.copyReference', { name })} onCopy={onCopyReference}>
          <IconLink size={18} />
        </CopyAction>
      )}
    </div>
  );
}

function FieldValue({ field, shown }: { readonly field: FieldView; readonly shown: string | null }) {
  const { t } = useTranslation();
  if (!field.filled) return <div className={classes['nothing']}>{t('vault.detail.empty')}</div>;
  if (shown === null) {
    return (
      <div className={classes['dots']} role="img" aria-label={t('vault.detail.concealed')}>
        {dots}
      </div>
    );
  }
  return (
    <div className={classes['value']} data-mono={concealedTypes.has(field.type) || undefined}>
      {shown}
    </div>
  );
}

interface CopyActionProps {
  readonly label: string;
  readonly onCopy: () => Promise<boolean>;
  readonly children: ReactNode;
}

/** Shows a tick for a moment once something was copied. */
export function CopyAction({ label, onCopy, children }: CopyActionProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), tickMilliseconds);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconAction label={label} onClick={() => void onCopy().then(setCopied)}>
      {copied ? <IconCheck size={18} className={classes['tick']} /> : children}
    </IconAction>
  );
}
