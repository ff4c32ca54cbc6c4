import { ActionIcon, Box, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconEye, IconEyeOff } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { concealedTypes, type FieldView } from '../../../src-shared/items.ts';
import { call, failureOf } from '../../api.ts';
import classes from './vault.module.css';

interface FieldRowProps {
  readonly itemId: string;
  readonly field: FieldView;
}

const hideAfterMilliseconds = 30_000;
const dots = '••••••••••';

/** One field; a concealed value is fetched when it is asked for, lives in this row alone, and goes again by itself. */
export function FieldRow({ itemId, field }: FieldRowProps) {
  const { t } = useTranslation();
  const [revealed, setRevealed] = useState<string | null>(null);
  const concealed = concealedTypes.has(field.type);
  useEffect(() => {
    if (revealed === null) return undefined;
    const timer = setTimeout(() => setRevealed(null), hideAfterMilliseconds);
    return () => clearTimeout(timer);
  }, [revealed]);

  const complain = (error: unknown): void => {
    notifications.show({ color: 'red', message: t(`errors.${failureOf(error).code}.title`) });
  };
  const reveal = async (): Promise<void> => {
    if (revealed !== null) return setRevealed(null);
    try {
      setRevealed((await call('items.reveal', { id: itemId, fieldId: field.id })).value);
    } catch (error) {
      complain(error);
    }
  };

  const shown = concealed ? (revealed ?? dots) : (field.value ?? '');
  return (
    <div className={classes['field']}>
      <Box flex={1} miw={0}>
        <Text size="xs" c="dimmed">
          {field.name}
        </Text>
        <Text
          size="sm"
          className={classes['value']}
          ff={concealed && revealed !== null ? 'monospace' : undefined}
          c={field.filled ? undefined : 'dimmed'}
          data-testid={`value-${field.id}`}
        >
          {field.filled ? shown : t('vault.detail.empty')}
        </Text>
      </Box>
      {field.filled && concealed && (
        <IconAction
          label={t(revealed === null ? 'vault.detail.reveal' : 'vault.detail.hide', { name: field.name })}
          onClick={() => void reveal()}
        >
          {revealed === null ? <IconEye size={18} /> : <IconEyeOff size={18} />}
        </IconAction>
      )}
      {field.filled && (
        <IconAction
          label={t('vault.detail.copy', { name: field.name })}
          onClick={() => void copyField(itemId, field.id, t).catch(complain)}
        >
          <IconCopy size={18} />
        </IconAction>
      )}
    </div>
  );
}

interface IconActionProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function IconAction({ label, onClick, children }: IconActionProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** Has main put one value on the clipboard and says how long it stays. Throws ApiError. */
export async function copyField(id: string, fieldId: string, t: ReturnType<typeof useTranslation>['t']): Promise<void> {
  const { clearsAt } = await call('items.copy', { id, fieldId });
  const seconds = Math.round((clearsAt - Date.now()) / 1000);
  notifications.show({ color: 'teal', message: t('vault.detail.copied', { seconds }) });
}
