import { Button, Group, Text } from '@mantine/core';
import { IconPin } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type Recipe, recipeSchema } from '../../../src-shared/generator.ts';
import { useAppStore } from '../../stores/app-store.ts';

/** Makes a recipe the one that the generator opens with; says so where it is. */
export function KeepRecipe({ recipe }: { readonly recipe: Recipe }) {
  const { t } = useTranslation();
  const { preferences, setPreferences } = useAppStore();
  const [failed, setFailed] = useState(false);
  const kept = same(recipe, preferences.generator);
  const keep = async (): Promise<void> => {
    try {
      await setPreferences({ generator: recipe });
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <Group gap="xs" mih={26} role="status">
      {kept ? (
        <Text size="xs" c="dimmed">
          {t('vault.generator.kept')}
        </Text>
      ) : (
        <Button variant="subtle" size="compact-xs" leftSection={<IconPin size={14} />} onClick={() => void keep()}>
          {t('vault.generator.keep')}
        </Button>
      )}
      {failed && !kept && (
        <Text size="xs" c="var(--mantine-color-error)">
          {t('errors.internal.title')}
        </Text>
      )}
    </Group>
  );
}

/** The schema puts the entries into one order. */
const same = (one: Recipe, other: Recipe): boolean => JSON.stringify(recipeSchema.parse(one)) === JSON.stringify(recipeSchema.parse(other));
