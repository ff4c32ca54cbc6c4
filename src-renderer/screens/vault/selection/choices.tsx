import { Autocomplete, Button, Group, Popover, Select, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { limits } from '../../../../src-shared/limits.ts';
import { DateField } from '../../../components/date-field.tsx';
import { endOfDay } from '../../../components/days.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { asTag } from '../editor/about-fields.tsx';

interface ChoiceProps {
  readonly title: string;
  readonly icon: ReactNode;
  readonly disabled: boolean;
  readonly children: (close: () => void) => ReactNode;
}

/** A button that asks for one thing more before it acts. */
function Choice({ title, icon, disabled, children }: ChoiceProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" justify="flex-start" fullWidth disabled={disabled} leftSection={icon} onClick={() => setOpened(!opened)}>
          {title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>{children(() => setOpened(false))}</Popover.Dropdown>
    </Popover>
  );
}

interface TagChoiceProps extends Omit<ChoiceProps, 'children'> {
  readonly tags: readonly string[];
  /** A tag that isn't there yet may be typed. */
  readonly free?: boolean;
  readonly onChoose: (tag: string) => void;
}

export function TagChoice({ tags, free = false, onChoose, ...choice }: TagChoiceProps) {
  return (
    <Choice {...choice}>
      {(close) => (
        <TagForm
          {...{ tags, free }}
          title={choice.title}
          onChoose={(tag) => {
            close();
            onChoose(tag);
          }}
        />
      )}
    </Choice>
  );
}

function TagForm({ tags, free, title, onChoose }: Pick<TagChoiceProps, 'tags' | 'title' | 'onChoose'> & { readonly free: boolean }) {
  const { t } = useTranslation();
  const [tag, setTag] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const chosen = asTag(tag);
    if (chosen !== '') onChoose(chosen);
  };
  const input = { 'data-autofocus': true, 'aria-label': t('items.bulk.tag'), placeholder: t('items.bulk.tag'), data: [...tags] };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        {free ? (
          <Autocomplete
            {...input}
            value={tag}
            maxLength={limits.tagMaxCharacters}
            onChange={setTag}
            comboboxProps={{ withinPortal: false }}
          />
        ) : (
          <Select
            {...input}
            searchable
            value={tag || null}
            onChange={(value) => setTag(value ?? '')}
            comboboxProps={{ withinPortal: false }}
          />
        )}
        <Button type="submit" disabled={asTag(tag) === ''}>
          {title}
        </Button>
      </Stack>
    </form>
  );
}

interface ExpiryChoiceProps {
  readonly icon: ReactNode;
  readonly disabled: boolean;
  readonly onChoose: (expiresAt: number | null) => void;
}

export function ExpiryChoice({ icon, disabled, onChoose }: ExpiryChoiceProps) {
  const { t } = useTranslation();
  const [day, setDay] = useState<string | null>('');
  return (
    <Choice title={t('items.bulk.expiry')} icon={icon} disabled={disabled}>
      {(close) => {
        const choose = (expiresAt: number | null): void => {
          close();
          onChoose(expiresAt);
        };
        const at = day === null ? null : endOfDay(day);
        return (
          <Stack gap="xs">
            <DateField label={t('vault.editor.expires')} day={day ?? ''} onDay={setDay} />
            <Group gap="xs" justify="space-between">
              <Button variant="default" onClick={() => choose(null)}>
                {t('items.bulk.noExpiry')}
              </Button>
              <Button disabled={at === null} onClick={() => choose(at)}>
                {t('items.bulk.setExpiry')}
              </Button>
            </Group>
          </Stack>
        );
      }}
    </Choice>
  );
}
