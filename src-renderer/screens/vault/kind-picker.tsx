import { Button, SimpleGrid, Text, Title } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type ItemKind, itemKinds } from '../../../src-shared/items.ts';
import type { Service } from '../../../src-shared/services/service.ts';
import { KindTile } from './kinds.tsx';
import { ServicePicker } from './service-picker.tsx';
import classes from './vault.module.css';

interface KindPickerProps {
  readonly title: string;
  readonly text?: string;
  /** The first kind has the focus. */
  readonly first?: boolean;
  readonly onPick: (kind: ItemKind, service?: Service) => void;
  readonly onCancel?: () => void;
}

/** The kinds of items, each with what it is for; also what an empty vault shows. */
export function KindPicker({ title, text, first = true, onPick, onCancel }: KindPickerProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['page']}>
      <div className={classes['pickerHead']}>
        <div>
          <Title order={onCancel === undefined ? 1 : 2} fz="var(--sr-text-2xl)">
            {title}
          </Title>
          {text !== undefined && (
            <Text c="dimmed" mt={4}>
              {text}
            </Text>
          )}
        </div>
        {onCancel !== undefined && (
          <Button variant="default" flex="none" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
        )}
      </div>
      <SimpleGrid type="container" cols={{ base: 1, '480px': 2 }} spacing="sm">
        {itemKinds.map((kind, at) => (
          <button key={kind} type="button" className={classes['kind']} autoFocus={first && at === 0} onClick={() => onPick(kind)}>
            <KindTile kind={kind} />
            <span>
              <Text span display="block" size="sm" fw={600}>
                {t(`vault.kind.${kind}`)}
              </Text>
              <Text span display="block" size="xs" c="dimmed">
                {t(`vault.kindHint.${kind}`)}
              </Text>
            </span>
          </button>
        ))}
      </SimpleGrid>
      <ServicePicker order={onCancel === undefined ? 2 : 3} onPick={(service) => onPick(service.kind, service)} />
    </div>
  );
}
