import { ActionIcon, Box, Button, Group, Stack, Text, TextInput, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconPencil, IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { limits } from '../../../src-shared/limits.ts';
import type { SavedSearch } from '../../../src-shared/searches.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { SavedSearches } from './use-saved-searches.ts';
import { useViewText } from './use-view-text.ts';

interface ManageSearchesProps {
  readonly saved: SavedSearches;
  readonly onShow: (search: SavedSearch) => void;
  readonly onClose: () => void;
}

/** Every saved search: shown, renamed, pinned, deleted. */
export function ManageSearches({ saved, onShow, onClose }: ManageSearchesProps) {
  const { t } = useTranslation();
  const [told, setTold] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const searches = saved.searches ?? [];
  const remove = async (search: SavedSearch): Promise<void> => {
    const at = searches.indexOf(search);
    if (!(await saved.remove(search.id))) return;
    setTold(t('saved.removed', { name: search.name }));
    // The focus goes on to whatever takes its place.
    requestAnimationFrame(() => {
      const left = list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [];
      (left[Math.min(at, left.length - 1)] ?? list.current)?.focus();
    });
  };
  return (
    <Dialog title={t('saved.manageTitle')} onClose={onClose} size="lg">
      <Stack>
        <Box ref={list} tabIndex={-1} component="div" role="group" aria-label={t('saved.manageTitle')}>
          {searches.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('saved.empty')}
            </Text>
          )}
          {searches.map((search) => (
            <SearchRow key={search.id} {...{ search, saved, onShow }} onRemove={() => void remove(search)} />
          ))}
        </Box>
        <FailureNotice failure={saved.failure} />
        <VisuallyHidden role="status">{told}</VisuallyHidden>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

interface SearchRowProps {
  readonly search: SavedSearch;
  readonly saved: SavedSearches;
  readonly onShow: (search: SavedSearch) => void;
  readonly onRemove: () => void;
}

function SearchRow({ search, saved, onShow, onRemove }: SearchRowProps) {
  const { t } = useTranslation();
  const viewText = useViewText();
  const [renaming, setRenaming] = useState(false);
  const { name, pinned } = search;
  const pin = (): Promise<boolean> => saved.save({ ...search, pinned: !pinned });
  if (renaming) return <Rename {...{ search, saved }} onDone={() => setRenaming(false)} />;
  return (
    <Group gap="xs" wrap="nowrap" py={6}>
      <UnstyledButton data-row flex={1} miw={0} title={t('saved.show', { name })} onClick={() => onShow(search)}>
        <Text size="sm" fw={550} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {viewText(search.view)}: {search.search === '' ? t('saved.everything') : search.search}
        </Text>
      </UnstyledButton>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-pressed={pinned}
        aria-label={t(pinned ? 'saved.unpin' : 'saved.pin', { name })}
        onClick={() => void pin()}
      >
        {pinned ? <IconPinFilled size={16} /> : <IconPin size={16} />}
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label={t('saved.rename', { name })} onClick={() => setRenaming(true)}>
        <IconPencil size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label={t('saved.remove', { name })} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}

interface RenameProps {
  readonly search: SavedSearch;
  readonly saved: SavedSearches;
  readonly onDone: () => void;
}

function Rename({ search, saved, onDone }: RenameProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(search.name);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() !== '' && (await saved.save({ ...search, name: name.trim() }))) onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Group gap="xs" wrap="nowrap" py={6} align="flex-start">
        <TextInput
          flex={1}
          aria-label={t('saved.rename', { name: search.name })}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={name.trim() === '' ? t('saved.nameRequired') : null}
          maxLength={limits.savedSearchNameMaxCharacters}
          autoFocus
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onDone();
          }}
        />
        <Button type="submit" variant="default">
          {t('action.save')}
        </Button>
      </Group>
    </form>
  );
}
