import type { FieldView, ItemDetail } from '../../../src-shared/items.ts';
import { parseTotpSetup } from '../../../src-shared/totp-setup.ts';
import { useModifier } from '../../components/use-modifier.ts';
import { TotpValue, useCodeKey } from './totp-field.tsx';
import type { ItemActions } from './use-item-actions.tsx';

/** The one-time codes of an item; the first of them is copied with one key. */
export function useCodes(item: ItemDetail, actions: ItemActions) {
  const first = item.fields.find(({ type, filled }) => type === 'totp' && filled)?.id ?? null;
  const keys = `${useModifier()}+T`;
  useCodeKey(first === null ? null : () => void actions.copyCode(item.id, first));
  return {
    of: (field: FieldView) =>
      field.type === 'totp' && field.filled
        ? {
            shown: <TotpValue id={item.id} fieldId={field.id} revision={item.revision} />,
            keys: field.id === first ? keys : null,
            onCopy: () => actions.copyCode(item.id, field.id),
          }
        : null,
  };
}

/** The set-up as another device takes it from a QR code: a bare secret gets an address with the item's name. */
export function setupAddress(value: string, name: string): string {
  const setup = /^otpauth:/i.test(value.trim()) ? null : parseTotpSetup(value);
  return setup === null ? value.trim() : `otpauth://totp/${encodeURIComponent(name)}?secret=${setup.secret}`;
}
