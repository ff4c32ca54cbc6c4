import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconForms, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { concealedTypes, type FieldType, fieldTypes } from '../../../../src-shared/items.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import type { DraftField } from '../draft.ts';
import classes from '../vault.module.css';
import { nameOf } from './field-name.ts';

export interface FieldToolsProps {
  readonly field: DraftField;
  readonly first: boolean;
  readonly last: boolean;
  /** Null where the type is not for the person to choose. */
  readonly onType: ((type: FieldType) => void) | null;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** Type, place and end of a field. */
export function FieldTools({ field, first, last, onType, onMove, onRemove }: FieldToolsProps) {
  const { t } = useTranslation();
  const name = nameOf(field, t);
  return (
    <div className={classes['tools']}>
      {onType !== null && <TypeMenu field={field} name={name} onType={onType} />}
      <Tool label={t('vault.editor.up', { name })} disabled={first} onClick={() => onMove(-1)}>
        <IconArrowUp size={15} />
      </Tool>
      <Tool label={t('vault.editor.down', { name })} disabled={last} onClick={() => onMove(1)}>
        <IconArrowDown size={15} />
      </Tool>
      <Tool label={t('vault.editor.removeField', { name })} onClick={onRemove}>
        <IconTrash size={15} />
      </Tool>
    </div>
  );
}

interface TypeMenuProps {
  readonly field: DraftField;
  readonly name: string;
  readonly onType: (type: FieldType) => void;
}

/** A hidden value that is kept can't become a shown one: nobody has asked to see it. */
function TypeMenu({ field, name, onType }: TypeMenuProps) {
  const { t } = useTranslation();
  const label = t('items.editor.type', { name, type: t(`vault.fieldType.${field.type}`) });
  const barred = (type: FieldType): boolean => field.value === null && !concealedTypes.has(type);
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="md" aria-label={label} title={label}>
          <IconForms size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {field.value === null && <Menu.Label maw={240}>{t('items.editor.typeKept')}</Menu.Label>}
        <Menu.RadioGroup value={field.type} onChange={(value) => onType(fieldTypes.find((type) => type === value) ?? field.type)}>
          {fieldTypes.map((type) => (
            <Menu.RadioItem key={type} value={type} disabled={barred(type)}>
              {t(`vault.fieldType.${type}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ToolProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ label, disabled = false, onClick, children }: ToolProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="md"
      classNames={{ root: classes['tool'] ?? '' }}
      disabled={disabled}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}
