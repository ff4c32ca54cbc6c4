import { ActionIcon, Button, Checkbox, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { limits } from '../../../src-shared/limits.ts';
import { plainText } from '../../../src-shared/models.ts';
import type { SavedFilter, SavedFilterContent } from '../../../src-shared/saved-filters.ts';
import { call } from '../../api.ts';
import { Chip } from '../../components/chip.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FormFrame } from '../../components/form-frame.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import { daysBack, type QuickFilter } from './quick-filters.ts';
import classes from './saved-filters.module.css';
import { useAnswer } from './use-answer.ts';
import { useTell } from '../../components/use-tell.ts';

type ContentOf<P extends SavedFilterContent['page']> = Extract<SavedFilterContent, { page: P }>;

interface SavedFiltersProps<P extends SavedFilterContent['page']> {
  readonly page: P;
  /** As the page is filtered now. */
  readonly present: ContentOf<P>;
  /** Nothing is left out, so there is nothing to save. */
  readonly plain: boolean;
  readonly quick: readonly QuickFilter<ContentOf<P>>[];
  readonly onUse: (content: ContentOf<P>) => void;
}

/** Filters at a click: the ready made, and those that this administrator has given names. */
export function SavedFilters<P extends SavedFilterContent['page']>({ page, present, plain, quick, onUse }: SavedFiltersProps<P>) {
  const { t } = useTranslation();
  const { tell, tellFailure } = useTell();
  const answer = useAnswer(() => call('filters.list'), 'filters', 0);
  const [saving, setSaving] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  const removed = useRef(false);
  useEffect(() => {
    // The filter that was removed took its button along.
    if (removed.current && document.activeElement === document.body) row.current?.querySelector('button')?.focus();
    removed.current = false;
  }, [answer.value]);
  const own = (answer.value ?? []).filter(({ content }) => content.page === page);
  const remove = ({ id }: SavedFilter): void =>
    void call('filters.remove', { id }).then(() => {
      removed.current = true;
      tell(t('savedFilters.removed'));
      answer.retry();
    }, tellFailure);
  const isPresent = (content: SavedFilterContent): boolean => JSON.stringify(content) === JSON.stringify(present);
  return (
    <div ref={row} className={classes['row']} role="group" aria-label={t('savedFilters.label')}>
      {quick.map(({ name, content }) => (
        <Chip key={name} pressed={isPresent(content)} onPress={() => onUse(content)}>
          {name}
        </Chip>
      ))}
      {own.map((filter) => (
        <span key={filter.id} className={classes['own']}>
          <Chip pressed={isPresent(filter.content)} onPress={() => onUse(filter.content as ContentOf<P>)}>
            <IconBookmark size={14} aria-hidden="true" />
            <span className={classes['name']}>{filter.name}</span>
          </Chip>
          <ActionIcon
            variant="subtle"
            size={24}
            aria-label={t('savedFilters.remove', { name: filter.name })}
            onClick={() => remove(filter)}
          >
            <IconX size={13} />
          </ActionIcon>
        </span>
      ))}
      {!plain && (
        <Button size="compact-sm" variant="subtle" leftSection={<IconBookmark size={15} />} onClick={() => setSaving(true)}>
          {t('savedFilters.save')}
        </Button>
      )}
      {saving && (
        <SaveDialog
          content={present}
          onStay={() => setSaving(false)}
          onSaved={() => {
            setSaving(false);
            tell(t('savedFilters.saved'));
            answer.retry();
          }}
        />
      )}
    </div>
  );
}

interface SaveDialogProps {
  readonly content: SavedFilterContent;
  readonly onStay: () => void;
  readonly onSaved: () => void;
}

function SaveDialog({ content, onStay, onSaved }: SaveDialogProps) {
  const { t } = useTranslation();
  const days = content.page === 'activity' ? daysBack(content.filter, Date.now()) : null;
  const [name, setName] = useState('');
  const [moving, setMoving] = useState(true);
  const complete = name.trim() !== '' && plainText(name);
  const save = async (): Promise<void> => {
    const wanted =
      content.page === 'activity' && days !== null && moving
        ? { ...content, filter: { ...content.filter, from: null }, lastDays: days }
        : content;
    await call('filters.put', { id: null, name: name.trim(), content: wanted });
    onSaved();
  };
  return (
    <Dialog title={t('savedFilters.saveTitle')} onClose={onStay}>
      <FormFrame complete={complete} go={t('action.save')} onGo={save} onStay={onStay}>
        <Text size="sm">{t('savedFilters.saveText')}</Text>
        <TextInput
          label={t('savedFilters.name')}
          required
          data-autofocus
          maxLength={limits.savedFilterNameMaxCharacters}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {days !== null && (
          <Checkbox label={t('savedFilters.last')} checked={moving} onChange={(event) => setMoving(event.currentTarget.checked)} />
        )}
      </FormFrame>
    </Dialog>
  );
}
