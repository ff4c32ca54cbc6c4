import { ActionIcon, Alert, Badge, Box, Button, Group, Menu, Modal, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCopyPlus, IconDots, IconPencil, IconRestore, IconStar, IconStarFilled, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../src-shared/errors.ts';
import type { ItemDetail as Detail } from '../../../src-shared/items.ts';
import { call, failureOf, onEvent } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { FieldRow } from './field-row.tsx';
import { KindIcon } from './kind-icon.tsx';
import classes from './vault.module.css';

interface ItemDetailProps {
  readonly id: string;
  readonly onEdit: (item: Detail) => void;
  readonly onTrash: (item: Detail) => void;
  readonly onSelect: (id: string | null) => void;
}

/** One item whole; its hidden values stay where they are until asked for. */
export function ItemDetail({ id, onEdit, onTrash, onSelect }: ItemDetailProps) {
  const [item, setItem] = useState<Detail | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let current = true;
    const load = (): void => {
      call('items.get', { id }).then(
        (detail) => current && setItem(detail),
        (error: unknown) => current && setFailure(failureOf(error)),
      );
    };
    load();
    const stop = onEvent('vault.changed', load);
    return () => {
      current = false;
      stop();
    };
  }, [id]);

  if (failure !== null)
    return (
      <Box p="xl">
        <FailureNotice failure={failure} />
      </Box>
    );
  if (item === null)
    return (
      <Box className={classes['page']}>
        <Skeleton h={180} />
      </Box>
    );
  return (
    <article className={classes['page']} aria-label={item.name}>
      <Head item={item} onEdit={() => onEdit(item)} onTrash={() => onTrash(item)} onSelect={onSelect} />
      <Marks item={item} />
      <Paper withBorder radius="md" bg="var(--sr-panel)">
        {item.fields.map((field) => (
          <FieldRow key={`${item.revision}-${field.id}`} itemId={item.id} field={field} />
        ))}
      </Paper>
      <Times item={item} />
    </article>
  );
}

interface HeadProps {
  readonly item: Detail;
  readonly onEdit: () => void;
  readonly onTrash: () => void;
  readonly onSelect: (id: string | null) => void;
}

function Head({ item, onEdit, onTrash, onSelect }: HeadProps) {
  const { t } = useTranslation();
  const duplicate = async (): Promise<void> => onSelect((await call('items.duplicate', { id: item.id })).id);
  const favour = t(item.favourite ? 'vault.detail.unfavour' : 'vault.detail.favour');
  return (
    <Group wrap="nowrap" mb="lg" gap="md" align="flex-start">
      <span className={classes['badge']}>
        <KindIcon kind={item.kind} size={22} />
      </span>
      <Box flex={1} miw={0}>
        <Title order={1} fz="1.3rem" lh={1.3} style={{ overflowWrap: 'anywhere' }}>
          {item.name}
        </Title>
        <Text size="sm" c="dimmed">
          {t(`vault.kind.${item.kind}`)}
        </Text>
      </Box>
      {item.trashedAt === null ? (
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color={item.favourite ? 'yellow' : 'gray'}
            size="lg"
            aria-label={favour}
            aria-pressed={item.favourite}
            onClick={() => void call('items.setFavourite', { id: item.id, favourite: !item.favourite })}
          >
            {item.favourite ? <IconStarFilled size={18} /> : <IconStar size={18} />}
          </ActionIcon>
          <Button variant="default" size="sm" leftSection={<IconPencil size={16} />} onClick={onEdit}>
            {t('vault.detail.edit')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('action.more')}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconCopyPlus size={16} />} onClick={() => void duplicate()}>
                {t('vault.detail.duplicate')}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={16} />} onClick={onTrash}>
                {t('vault.detail.trash')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      ) : (
        <TrashedActions item={item} onGone={() => onSelect(null)} />
      )}
    </Group>
  );
}

function TrashedActions({ item, onGone }: { readonly item: Detail; readonly onGone: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const ids = [item.id];
  return (
    <Group gap="xs" wrap="nowrap">
      <Button variant="default" leftSection={<IconRestore size={16} />} onClick={() => void call('items.restore', { ids })}>
        {t('vault.detail.restore')}
      </Button>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('vault.detail.purge')}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('vault.detail.purgeTitle', { name: item.name })} centered>
        <Stack>
          <Text size="sm">{t('vault.detail.purgeText')}</Text>
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
              {t('action.cancel')}
            </Button>
            <Button color="red" onClick={() => void call('items.purge', { ids }).then(onGone)}>
              {t('vault.detail.purge')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  );
}

function Marks({ item }: { readonly item: Detail }) {
  const { t, i18n } = useTranslation();
  const date =
    item.expiresAt === null
      ? null
      : new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(item.expiresAt);
  const expired = item.expiresAt !== null && item.expiresAt < Date.now();
  return (
    <Stack gap="sm" mb="md">
      {item.trashedAt !== null && <Alert color="gray">{t('vault.detail.inTrash')}</Alert>}
      {(item.tags.length > 0 || date !== null) && (
        <Group gap={6}>
          {date !== null && (
            <Badge color={expired ? 'red' : 'yellow'} variant="light" tt="none">
              {t(expired ? 'vault.detail.expired' : 'vault.detail.expires', { date })}
            </Badge>
          )}
          {item.tags.map((tag) => (
            <Badge key={tag} variant="default" tt="none" fw={500}>
              {tag}
            </Badge>
          ))}
        </Group>
      )}
    </Stack>
  );
}

function Times({ item }: { readonly item: Detail }) {
  const { t, i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Text size="xs" c="dimmed" mt="md">
      {t('vault.detail.changed', { date: format.format(item.updatedAt) })} ·{' '}
      {t('vault.detail.created', { date: format.format(item.createdAt) })}
    </Text>
  );
}
