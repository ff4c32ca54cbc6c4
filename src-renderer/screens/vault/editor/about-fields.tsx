import { Button, Group, Switch, TagsInput } from '@mantine/core';
import { limits } from '../../../../src-shared/limits.ts';
import { serviceWithId } from '../../../../src-shared/services/services.ts';
import { DateField } from '../../../components/date-field.tsx';
import { dayAfter, dayOf, endOfDay } from '../../../components/days.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import type { Draft } from '../draft.ts';

/** What a person types as a tag, as tags are. */
export const asTag = (text: string): string => text.trim().replaceAll(/[\s,:"]+/g, '-');

interface AboutFieldsProps {
  readonly draft: Draft;
  /** The tags that other items have. */
  readonly tags: readonly string[];
  readonly tried: boolean;
  /** Where the focus goes first. */
  readonly at?: 'expiry' | undefined;
  readonly onChange: (changes: Partial<Draft>) => void;
  /** What is typed is no whole date yet. */
  readonly onHalfDay: (half: boolean) => void;
}

/** What is said about an item beside its fields. */
export function AboutFields({ draft, tags, tried, at, onChange, onHalfDay }: AboutFieldsProps) {
  const { t } = useTranslation();
  const days = serviceWithId(draft.service)?.days ?? null;
  return (
    <>
      <TagsInput
        label={t('vault.editor.tags')}
        placeholder={draft.tags.length === 0 ? t('vault.editor.tagsHint') : ''}
        data={[...tags]}
        value={[...draft.tags]}
        splitChars={[',', ' ', ';']}
        onChange={(next) => onChange({ tags: next.map(asTag).filter((tag) => tag !== '') })}
        maxTags={limits.itemMaxTags}
        maxLength={limits.tagMaxCharacters}
        comboboxProps={{ shadow: 'md' }}
        onKeyDown={(event) => {
          // Escape closes the open list first, not the form around it.
          if (event.key === 'Escape' && event.currentTarget.getAttribute('aria-expanded') === 'true') event.preventDefault();
        }}
      />
      <Group gap="xl" align="flex-start">
        <div>
          <DateField
            label={t('vault.editor.expires')}
            width={190}
            day={dayOf(draft.expiresAt)}
            autoFocus={at === 'expiry'}
            tried={tried}
            onDay={(day) => {
              onHalfDay(day === null);
              if (day !== null) onChange({ expiresAt: endOfDay(day) });
            }}
          />
          {days !== null && draft.expiresAt === null && (
            <Button
              mt={4}
              size="compact-xs"
              variant="subtle"
              onClick={(event) => {
                // The button goes with what it has done; the focus stays beside it.
                event.currentTarget.parentElement?.querySelector('input')?.focus();
                onHalfDay(false);
                onChange({ expiresAt: endOfDay(dayAfter(days)) });
              }}
            >
              {t('items.expireIn', { days })}
            </Button>
          )}
        </div>
        <Switch
          mt={32}
          label={t('vault.editor.favourite')}
          checked={draft.favourite}
          onChange={(event) => onChange({ favourite: event.currentTarget.checked })}
        />
      </Group>
      <Switch
        label={t('vault.editor.askBeforeUse')}
        description={t('vault.editor.askBeforeUseText')}
        checked={draft.askBeforeUse}
        onChange={(event) => onChange({ askBeforeUse: event.currentTarget.checked })}
      />
    </>
  );
}
