import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { limits } from '../../../src-shared/limits.ts';
import { Dialog } from '../administration/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useViewText } from './use-view-text.ts';
import type { ItemFilter } from './use-items.ts';
import type { SavedSearches } from './use-saved-searches.ts';

interface SaveSearchProps {
  readonly filter: ItemFilter;
  readonly saved: SavedSearches;
  readonly onClose: () => void;
}

/** Gives what is searched for now a name. */
export function SaveSearch({ filter, saved, onClose }: SaveSearchProps) {
  const { t } = useTranslation();
  const viewText = useViewText();
  const [name, setName] = useState('');
  const [pinned, setPinned] = useState(true);
  const [tried, setTried] = useState(false);
  const full = (saved.searches?.length ?? 0) >= limits.savedSearchesMax;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || full) return;
    const { view, search, sort } = filter;
    if (await saved.save({ id: null, name: name.trim(), view, search: search.trim(), sort, pinned })) onClose();
  };
  return (
    <Dialog title={t('saved.saveTitle')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <Text size="sm" c="dimmed">
            {viewText(filter.view)}: {filter.search.trim()}
          </Text>
          <TextInput
            label={t('saved.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={tried && name.trim() === '' ? t('saved.nameRequired') : null}
            maxLength={limits.savedSearchNameMaxCharacters}
            autoComplete="off"
            data-autofocus
          />
          <Checkbox label={t('saved.pinned')} checked={pinned} onChange={(event) => setPinned(event.currentTarget.checked)} />
          {full ? (
            <Text size="sm" role="alert">
              {t('saved.full', { count: limits.savedSearchesMax })}
            </Text>
          ) : (
            <FailureNotice failure={saved.failure} />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" disabled={full}>
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
