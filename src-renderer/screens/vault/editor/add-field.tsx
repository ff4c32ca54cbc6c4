import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { fieldTypes } from '../../../../src-shared/items.ts';
import { limits } from '../../../../src-shared/limits.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { type Draft, withField } from '../draft.ts';

export function AddField({ draft, onAdd }: { readonly draft: Draft; readonly onAdd: (draft: Draft) => void }) {
  const { t } = useTranslation();
  if (draft.fields.length >= limits.itemMaxFields) return null;
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" m="xs" leftSection={<IconPlus size={16} />}>
          {t('vault.editor.addField')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {fieldTypes.map((type) => (
          <Menu.Item key={type} onClick={() => onAdd(withField(draft, type))}>
            {t(`vault.fieldType.${type}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
