import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { concealedTypes, type FieldView, type ItemDetail, type ItemSummary } from '../../../src-shared/items.ts';
import { call, failureOf } from '../../api.ts';
import { referenceOf } from './references.ts';

/** What can be done with an item from anywhere on the screen; a failure is told and answered with null or false. */
export interface ItemActions {
  get(id: string): Promise<ItemDetail | null>;
  /** Has main put one value on the clipboard and says how long it stays. */
  copy(id: string, fieldId: string): Promise<boolean>;
  /** The same with the present one-time code of a field. */
  copyCode(id: string, fieldId: string): Promise<boolean>;
  /** The same with a value that the generator has made. */
  copyMade(value: string): Promise<boolean>;
  /** Copies the first concealed value of an item. */
  copyFirst(id: string): Promise<boolean>;
  /** Copies what stands for a field's value in a file; the value stays where it is. */
  copyReference(item: ItemDetail, field: FieldView): Promise<boolean>;
  /** The same with the first concealed value of an item, else its first filled field. */
  copyFirstReference(id: string): Promise<boolean>;
  reveal(id: string, fieldId: string): Promise<string | null>;
  favour(item: ItemSummary): Promise<boolean>;
  /** The copy's id. */
  duplicate(id: string): Promise<string | null>;
  trash(item: ItemSummary): Promise<boolean>;
  restore(item: ItemSummary): Promise<boolean>;
  purge(item: ItemSummary): Promise<boolean>;
}

/** The first concealed value: what an item is kept for. */
export const mainFieldOf = (item: ItemDetail | null): FieldView | undefined =>
  item?.fields.find(({ type, filled }) => filled && concealedTypes.has(type));

type Translate = ReturnType<typeof useTranslation>['t'];

export function useItemActions(): ItemActions {
  const { t } = useTranslation();
  return useMemo(() => actionsIn(t), [t]);
}

function actionsIn(t: Translate): ItemActions {
  const closeButtonProps = { 'aria-label': t('action.close') };
  const told = async <T,>(work: Promise<T>): Promise<T | null> => {
    try {
      return await work;
    } catch (error) {
      const { code } = failureOf(error);
      notifications.show({ color: 'red', title: t(`errors.${code}.title`), message: t(`errors.${code}.next`), closeButtonProps });
      return null;
    }
  };
  const done = async (work: Promise<unknown>): Promise<boolean> => (await told(work.then(() => true))) ?? false;
  /** One message however often a person copies. */
  const tellCopied = (message: string): void => {
    notifications.hide('copied');
    notifications.show({ id: 'copied', color: 'teal', autoClose: 3000, message, closeButtonProps });
  };
  const copied = async (work: Promise<{ readonly clearsAt: number }>): Promise<boolean> => {
    const answer = await told(work);
    if (answer === null) return false;
    const seconds = Math.round((answer.clearsAt - Date.now()) / 1000);
    tellCopied(t('vault.detail.copied', { seconds }));
    return true;
  };
  const copy = (id: string, fieldId: string): Promise<boolean> => copied(call('items.copy', { id, fieldId }));
  const copyCode = (id: string, fieldId: string): Promise<boolean> => copied(call('items.copyTotp', { id, fieldId }));
  const copyReference = async (item: ItemDetail, field: FieldView): Promise<boolean> => {
    // Where nobody can say whether the name leads here alone, the id does.
    const namesakes = await call('items.find', { item: item.name }).catch(() => []);
    const reference = referenceOf(item, field, namesakes.length === 1);
    const answer = await told(call('generator.copy', { value: reference }));
    if (answer !== null) tellCopied(t('vault.detail.referenceCopied', { reference }));
    return answer !== null;
  };
  const restore = ({ id }: ItemSummary): Promise<boolean> => done(call('items.restore', { ids: [id] }));
  return {
    copy,
    copyCode,
    copyMade: (value) => copied(call('generator.copy', { value })),
    restore,
    get: (id) => told(call('items.get', { id })),
    async copyFirst(id) {
      const item = await told(call('items.get', { id }));
      const field = mainFieldOf(item);
      return field !== undefined && (field.type === 'totp' ? copyCode(id, field.id) : copy(id, field.id));
    },
    copyReference,
    async copyFirstReference(id) {
      const item = await told(call('items.get', { id }));
      const field = mainFieldOf(item) ?? item?.fields.find(({ filled }) => filled);
      return item !== null && field !== undefined && item.trashedAt === null && copyReference(item, field);
    },
    reveal: async (id, fieldId) => (await told(call('items.reveal', { id, fieldId })))?.value ?? null,
    favour: ({ id, favourite }) => done(call('items.setFavourite', { id, favourite: !favourite })),
    duplicate: async (id) => (await told(call('items.duplicate', { id })))?.id ?? null,
    async trash(item) {
      const moved = await done(call('items.trash', { ids: [item.id] }));
      if (moved) offerUndo(t, item, restore);
      return moved;
    },
    purge: ({ id }) => done(call('items.purge', { ids: [id] })),
  };
}

function offerUndo(t: Translate, item: ItemSummary, restore: ItemActions['restore']): void {
  const id = `trashed-${item.id}`;
  const undo = async (): Promise<void> => {
    if (await restore(item)) notifications.hide(id);
  };
  notifications.show({
    id,
    color: 'gray',
    closeButtonProps: { 'aria-label': t('action.close') },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" lineClamp={2}>
          {t('vault.detail.trashed', { name: item.name })}
        </Text>
        <Button size="compact-sm" variant="default" flex="none" onClick={() => void undo()}>
          {t('vault.detail.undo')}
        </Button>
      </Group>
    ),
  });
}
