import { type FieldView, type ItemDetail, type ItemSummary } from '../../../src-shared/items.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { usePageStore } from '../../stores/page-store.ts';
import { useFieldNames } from '../vault/field-names.ts';
import { type ItemActions, mainFieldOf } from '../vault/use-item-actions.tsx';
import type { PaletteEntry } from './entries.ts';

/** An item with the names of its fields. SECURITY: without a single value, shown ones included. */
export interface ItemChosen {
  readonly item: ItemSummary;
  readonly fields: readonly Pick<FieldView, 'id' | 'name'>[];
  readonly main: Pick<FieldView, 'id' | 'name'> | null;
}

export function chosenOf(item: ItemSummary, detail: ItemDetail): ItemChosen {
  const fields = detail.fields.filter(({ filled }) => filled).map(({ id, name }) => ({ id, name }));
  const main = mainFieldOf(detail);
  return { item, fields, main: main === undefined ? null : { id: main.id, name: main.name } };
}

/** What can be done with one item from the palette: everything but opening what lies outside. */
export function useItemEntries(actions: ItemActions): (chosen: ItemChosen) => readonly PaletteEntry[] {
  const { t } = useTranslation();
  const names = useFieldNames();
  const { wishFor } = usePageStore();
  return ({ item, fields, main }) => {
    const { id } = item;
    const called = (field: Pick<FieldView, 'id' | 'name'>): string => names.shown(item.kind, field.id, field.name);
    const copies = [...fields].toSorted((a, b) => Number(b.id === main?.id) - Number(a.id === main?.id));
    const first = main ?? copies[0];
    return [
      { id: 'open', title: t('palette.open'), mark: { sign: 'open' }, run: () => wishFor({ name: 'item', id }) },
      ...copies.map((field): PaletteEntry => ({
        ...{ id: `copy-${field.id}`, title: t('palette.copyValue', { name: called(field) }), mark: { sign: 'copy' } },
        run: () => actions.copy(id, field.id),
      })),
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
