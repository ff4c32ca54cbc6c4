import { ActionIcon, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconLinkPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { FieldView, ItemDetail, ItemSummary } from '../../../../src-shared/items.ts';
import { call } from '../../../api.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { useFieldNames } from '../field-names.ts';
import { ItemChooser } from '../linked/item-chooser.tsx';
import { referenceOf } from '../references.ts';
import classes from '../linked/linked.module.css';

interface ReferencePickerProps {
  readonly name: string;
  readonly ownId: string | null;
  readonly onPick: (reference: string) => void;
}

/** Chooses an item, then one of its fields; what comes out is the reference, never the value. */
export function ReferencePicker({ name, ownId, onPick }: ReferencePickerProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [item, setItem] = useState<ItemDetail | null>(null);
  const label = t('items.env.pick', { name });
  const close = (): void => {
    setOpened(false);
    setItem(null);
  };
  const pick = async (chosen: ItemDetail, field: FieldView): Promise<void> => {
    const namesakes = await call('items.find', { item: chosen.name }).catch(() => []);
    onPick(referenceOf(chosen, field, namesakes.length === 1));
    close();
  };
  const open = async ({ id }: ItemSummary): Promise<void> => setItem(await call('items.get', { id }).catch(() => null));
  return (
    <Popover
      opened={opened}
      onChange={(next) => (next ? setOpened(true) : close())}
      position="bottom-end"
      shadow="md"
      width={320}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon variant="default" size={36} aria-label={label} title={t('items.env.pickHint')} onClick={() => setOpened(!opened)}>
          <IconLinkPlus size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        {item === null ? (
          <ItemChooser label={t('items.env.pickItem')} without={ownId === null ? [] : [ownId]} onChoose={(chosen) => void open(chosen)} />
        ) : (
          <Fields item={item} onBack={() => setItem(null)} onPick={(field) => void pick(item, field)} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface FieldsProps {
  readonly item: ItemDetail;
  readonly onBack: () => void;
  readonly onPick: (field: FieldView) => void;
}

function Fields({ item, onBack, onPick }: FieldsProps) {
  const { t } = useTranslation();
  const names = useFieldNames();
  const filled = item.fields.filter((field) => field.filled);
  return (
    <Stack gap={4}>
      <UnstyledButton className={classes['back']} onClick={onBack}>
        <IconArrowLeft size={16} aria-hidden="true" /> {item.name}
      </UnstyledButton>
      {filled.length === 0 && (
        <Text size="sm" c="dimmed" p="xs">
          {t('vault.detail.noFields')}
        </Text>
      )}
      <div role="group" aria-label={t('items.env.pickField')}>
        {filled.map((field, at) => (
          <UnstyledButton key={field.id} className={classes['choice']} data-autofocus={at === 0 || undefined} onClick={() => onPick(field)}>
            {names.shown(item.kind, field.id, field.name)}
          </UnstyledButton>
        ))}
      </div>
    </Stack>
  );
}
