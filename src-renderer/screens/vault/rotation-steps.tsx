import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemDetail } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';
import { serviceWithId } from '../../../src-shared/services/services.ts';
import classes from './rotation.module.css';
import type { RotationActions } from './use-rotation.ts';

/** Where a value of this item is renewed, and how: the person's own words, else the service's, else what holds everywhere. */
export function usePlaybook(item: ItemDetail): { readonly page: string; readonly steps: readonly string[] } {
  const { t } = useTranslation();
  const service = serviceWithId(item.service);
  const own = (item.playbook?.steps ?? '')
    .split('\n')
    .map((step) => step.trim())
    .filter(Boolean);
  const page = item.playbook?.page || (service?.page ?? '');
  if (own.length > 0) return { page, steps: own };
  const way = service?.way ?? 'generic';
  const facts = { service: service?.name ?? '', where: service?.where ?? '' };
  return { page, steps: (['one', 'two', 'three', 'four'] as const).map((step) => t(`rotation.${way}.${step}`, facts)) };
}

interface StepsProps {
  readonly item: ItemDetail;
  readonly rotation: RotationActions;
}

/** The page's address, to copy: the app opens none. Then the steps, and the form for the person's own. */
export function RotationSteps({ item, rotation }: StepsProps) {
  const { t } = useTranslation();
  const { page, steps } = usePlaybook(item);
  const [editing, setEditing] = useState(false);
  if (editing) return <PlaybookForm item={item} rotation={rotation} onDone={() => setEditing(false)} />;
  return (
    <Stack gap="xs">
      {page !== '' && (
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" className={classes['address']}>
            {page}
          </Text>
          <Button size="compact-xs" variant="default" flex="none" onClick={() => void rotation.copyText(page)}>
            {t('rotation.copyPage')}
          </Button>
        </Group>
      )}
      <ol className={classes['steps']} aria-label={t('rotation.steps')}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Button size="compact-xs" variant="subtle" w="fit-content" ml={-6} onClick={() => setEditing(true)}>
        {t('rotation.editPlaybook')}
      </Button>
    </Stack>
  );
}

function PlaybookForm({ item, rotation, onDone }: StepsProps & { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const shown = usePlaybook(item);
  const [page, setPage] = useState(shown.page);
  const [steps, setSteps] = useState(shown.steps.join('\n'));
  const save = async (): Promise<void> => {
    const empty = page.trim() === '' && steps.trim() === '';
    if (await rotation.savePlaybook(empty ? null : { page: page.trim(), steps: steps.trim() })) onDone();
  };
  return (
    <Stack gap="xs">
      <TextInput
        size="xs"
        label={t('rotation.ownPage')}
        autoFocus
        spellCheck={false}
        maxLength={limits.playbookPageMaxCharacters}
        value={page}
        onChange={(event) => setPage(event.currentTarget.value)}
      />
      <Textarea
        size="xs"
        label={t('rotation.ownSteps')}
        description={t('rotation.ownNote')}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={limits.playbookStepsMaxCharacters}
        value={steps}
        onChange={(event) => setSteps(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => void save()}>
          {t('rotation.savePlaybook')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onDone}>
          {t('action.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
