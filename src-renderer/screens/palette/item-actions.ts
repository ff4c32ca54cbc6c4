import { type FieldView, type ItemDetail, type ItemSummary } from '../../../src-shared/items.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { usePageStore } from '../../stores/page-store.ts';
import { useFieldNames } from '../vault/field-names.ts';
import { type ItemActions, mainFieldOf } from '../vault/use-item-actions.tsx';
import type { PaletteEntry } from './entries.ts';

/** An item with the names of its fields. SECURITY: without a single value, shown ones included. */
export interface ItemChosen {
  readonly item: ItemSummary;
  readonly fields: readonly ChosenField[];
  readonly main: ChosenField | null;
}

type ChosenField = Pick<FieldView, 'id' | 'name' | 'type'>;
const chosenField = ({ id, name, type }: FieldView): ChosenField => ({ id, name, type });

export function chosenOf(item: ItemSummary, detail: ItemDetail): ItemChosen {
  const fields = detail.fields.filter(({ filled }) => filled).map(chosenField);
  const main = mainFieldOf(detail);
  return { item, fields, main: main === undefined ? null : chosenField(main) };
}

/** What can be done with one item from the palette: everything but opening what lies outside. */
export function useItemEntries(actions: ItemActions): (chosen: ItemChosen) => readonly PaletteEntry[] {
  const { t } = useTranslation();
  const names = useFieldNames();
  const { wishFor } = usePageStore();
  return ({ item, fields, main }) => {
    const { id } = item;
    const called = (field: ChosenField): string => names.beside(item.kind, field);
    const copies = [...fields].toSorted((a, b) => Number(b.id === main?.id) - Number(a.id === main?.id));
    const first = main ?? copies[0];
    return [
      { id: 'open', title: t('palette.open'), mark: { sign: 'open' }, run: () => wishFor({ name: 'item', id }) },
      // Of a one-time code, the code: its set-up is for the item's own page.
      ...copies.map((field): PaletteEntry =>
        field.type === 'totp'
          ? {
              ...{ id: `code-${field.id}`, title: t('totp.copy', { name: called(field) }), mark: { sign: 'code' } },
              run: () => actions.copyCode(id, field.id),
            }
          : {
              ...{ id: `copy-${field.id}`, title: t('palette.copyValue', { name: called(field) }), mark: { sign: 'copy' } },
              run: () => actions.copy(id, field.id),
            },
      ),
      ...(first === undefined
        ? []
        : [
            {
              ...{ id: 'reference', title: t('palette.copyReference', { name: called(first) }), mark: { sign: 'reference' } as const },
              run: () => actions.copyFirstReference(id),
            },
          ]),
      { id: 'edit', title: t('palette.edit'), mark: { sign: 'edit' }, run: () => wishFor({ name: 'item', id, edit: true }) },
    ];
  };
}
