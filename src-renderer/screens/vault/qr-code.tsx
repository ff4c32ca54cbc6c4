import { Text } from '@mantine/core';
import encodeQr from 'qr';
import { useMemo } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import classes from './totp.module.css';

/** Longer texts make codes that no camera reads off a screen. */
const mostBytes = 1000;
const marginModules = 4;

export const fitsQr = (text: string): boolean => text !== '' && new TextEncoder().encode(text).length <= mostBytes;

/** The dark modules as one path, with the margin that the standard (ISO/IEC 18004) asks for. */
function drawn(text: string): { readonly size: number; readonly path: string } {
  const rows = encodeQr(text, 'raw', { ecc: 'medium', border: marginModules });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size: rows.length, path };
}

/** A text as a QR code, dark on white in both themes, for a camera. */
export function QrCode({ name, text }: { readonly name: string; readonly text: string }) {
  const { t } = useTranslation();
  const { size, path } = useMemo(() => drawn(text), [text]);
  return (
    <div className={classes['qr']}>
      <svg
        viewBox={`0 0 ${size} ${size}`}
        width="196"
        height="196"
        role="img"
        aria-label={t('qr.shown', { name })}
        shapeRendering="crispEdges"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <Text size="xs" c="dimmed" flex="1 1 140px">
        {t('qr.note')}
      </Text>
    </div>
  );
}
