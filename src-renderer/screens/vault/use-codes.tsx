import type { FieldView, ItemDetail } from '../../../src-shared/items.ts';
import { parseTotpSetup } from '../../../src-shared/totp-setup.ts';
import { combinationsOf } from '../../commands/bindings.ts';
import { useCommand } from '../../commands/running.ts';
import { useKeyNames } from '../../components/keys.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import { TotpValue } from './totp-field.tsx';
import type { ItemActions } from './use-item-actions.tsx';

/** The one-time codes of an item; the first of them is copied with one key. */
export function useCodes(item: ItemDetail, actions: ItemActions) {
  const first = item.fields.find(({ type, filled }) => type === 'totp' && filled)?.id ?? null;
  const shortcuts = useAppStore((state) => state.preferences.shortcuts);
  const [combination] = combinationsOf('copyCode', shortcuts);
  const names = useKeyNames();
  const keys = combination === undefined ? null : names(combination).join('+');
  useCommand('copyCode', () => first !== null && actions.copyCode(item.id, first), first !== null);
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
