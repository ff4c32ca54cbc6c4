import { ActionIcon, Button, Group, Menu, Text, Title } from '@mantine/core';
import { IconCopyPlus, IconDots, IconPencil, IconStar, IconStarFilled, IconSwitchHorizontal, IconTrash } from '@tabler/icons-react';
import { IconAction } from '../../components/icon-action.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type ItemDetail, type ItemKind, itemKinds } from '../../../src-shared/items.ts';
import { serviceWithId } from '../../../src-shared/services/services.ts';
import { KindIcon } from './kinds.tsx';
import { ItemTile } from './service-tile.tsx';
import classes from './vault.module.css';

interface ItemHeadProps {
  readonly item: ItemDetail;
  readonly onFavour: () => void;
  readonly onEdit: () => void;
  readonly onDuplicate: () => void;
  /** The item becomes one of another kind and keeps its fields. */
  readonly onKind: (kind: ItemKind) => void;
  readonly onRemove: () => void;
}

/** What an item is and what can be done with it. */
export function ItemHead({ item, onFavour, onEdit, onDuplicate, onKind, onRemove }: ItemHeadProps) {
  const { t } = useTranslation();
  return (
    <header className={classes['itemHead']}>
      <ItemTile item={item} size={48} />
      <div className={classes['itemName']}>
        <Title order={2} fz="var(--sr-text-2xl)" lh={1.25} className={classes['wrap']}>
          {item.name}
        </Title>
        <Text size="sm" c="dimmed">
          {serviceWithId(item.service)?.name ?? t(`vault.kind.${item.kind}`)}
        </Text>
      </div>
      {item.trashedAt === null && (
        <Group gap={4} wrap="nowrap" className={classes['itemActs'] ?? ''}>
          <FavourButton favourite={item.favourite} onFavour={onFavour} />
          <Button variant="default" leftSection={<IconPencil size={16} />} onClick={onEdit}>
            {t('vault.detail.edit')}
          </Button>
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('action.more')}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconCopyPlus size={16} />} onClick={onDuplicate}>
                {t('vault.detail.duplicate')}
              </Menu.Item>
              <Menu.Sub>
                <Menu.Sub.Target>
                  <Menu.Sub.Item leftSection={<IconSwitchHorizontal size={16} />}>{t('items.changeKind')}</Menu.Sub.Item>
                </Menu.Sub.Target>
                <Menu.Sub.Dropdown>
                  {itemKinds
                    .filter((kind) => kind !== item.kind)
                    .map((kind) => (
                      <Menu.Item key={kind} leftSection={<KindIcon kind={kind} size={16} />} onClick={() => onKind(kind)}>
                        {t(`vault.kind.${kind}`)}
                      </Menu.Item>
                    ))}
                </Menu.Sub.Dropdown>
              </Menu.Sub>
              <Menu.Item leftSection={<IconTrash size={16} />} onClick={onRemove}>
                {t('vault.detail.trash')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      )}
    </header>
  );
}

function FavourButton({ favourite, onFavour }: { readonly favourite: boolean; readonly onFavour: () => void }) {
  const { t } = useTranslation();
  const label = t(favourite ? 'vault.detail.unfavour' : 'vault.detail.favour');
  return (
    <IconAction label={label} onClick={onFavour}>
      {favourite ? <IconStarFilled size={18} className={classes['star']} /> : <IconStar size={18} />}
    </IconAction>
  );
}
