import { ActionIcon, Box, Button, Checkbox, Group, SegmentedControl, Slider, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../src-shared/contract/index.ts';
import type { Recipe } from '../../../src-shared/contract/generator.ts';
import { call } from '../../api.ts';

interface GeneratorProps {
  readonly useLabel: string;
  readonly onUse: (value: string) => void;
}

const starts: Readonly<Record<Recipe['kind'], Recipe>> = {
  password: { kind: 'password', length: 24, digits: true, symbols: true, avoidAmbiguous: false },
  passphrase: { kind: 'passphrase', words: 6, separator: '-', capitalise: false },
  hex: { kind: 'hex', bytes: 32 },
  base64: { kind: 'base64', bytes: 32 },
};

/** Makes values after a recipe; the value lives here until it is used. */
export function Generator({ useLabel, onUse }: GeneratorProps) {
  const { t } = useTranslation();
  const [recipe, setRecipe] = useState<Recipe>(starts.password);
  const [made, setMade] = useState<Output<'generator.generate'> | null>(null);
  const make = useCallback(async (): Promise<void> => setMade(await call('generator.generate', recipe)), [recipe]);
  useEffect(() => void make(), [make]);

  return (
    <Stack gap="md" w={360} maw="100%">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('vault.generator.title')}
        value={recipe.kind}
        onChange={(kind) => setRecipe(starts[kind])}
        data={(['password', 'passphrase', 'hex', 'base64'] as const).map((value) => ({
          value,
          label: t(`vault.generator.kinds.${value}`),
        }))}
      />
      <Group wrap="nowrap" gap="xs" align="flex-start" p="sm" bg="var(--sr-rail)" bdrs="sm">
        <Text ff="monospace" size="sm" flex={1} mih={44} style={{ overflowWrap: 'anywhere' }} aria-live="polite">
          {made?.value}
        </Text>
        <ActionIcon variant="subtle" color="gray" aria-label={t('vault.generator.again')} onClick={() => void make()}>
          <IconRefresh size={18} />
        </ActionIcon>
      </Group>
      <RecipeOptions recipe={recipe} onChange={setRecipe} />
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {made === null ? '' : t('vault.generator.bits', { bits: made.bits })}
        </Text>
        <Button size="sm" disabled={made === null} onClick={() => made !== null && onUse(made.value)}>
          {useLabel}
        </Button>
      </Group>
    </Stack>
  );
}

function RecipeOptions({ recipe, onChange }: { readonly recipe: Recipe; readonly onChange: (recipe: Recipe) => void }) {
  const { t } = useTranslation();
  switch (recipe.kind) {
    case 'password':
      return (
        <Stack gap="sm">
          <Size
            label={t('vault.generator.length')}
            value={recipe.length}
            min={8}
            max={128}
            onChange={(length) => onChange({ ...recipe, length })}
          />
          {(['digits', 'symbols', 'avoidAmbiguous'] as const).map((option) => (
            <Checkbox
              key={option}
              size="xs"
              label={t(`vault.generator.${option}`)}
              checked={recipe[option]}
              onChange={(event) => onChange({ ...recipe, [option]: event.currentTarget.checked })}
            />
          ))}
        </Stack>
      );
    case 'passphrase':
      return (
        <Stack gap="sm">
          <Size
            label={t('vault.generator.words')}
            value={recipe.words}
            min={3}
            max={12}
            onChange={(words) => onChange({ ...recipe, words })}
          />
          <Checkbox
            size="xs"
            label={t('vault.generator.capitalise')}
            checked={recipe.capitalise}
            onChange={(event) => onChange({ ...recipe, capitalise: event.currentTarget.checked })}
          />
        </Stack>
      );
    case 'hex':
    case 'base64':
      return (
        <Size
          label={t('vault.generator.bytes')}
          value={recipe.bytes}
          min={4}
          max={128}
          onChange={(bytes) => onChange({ ...recipe, bytes })}
        />
      );
  }
}

interface SizeProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

function Size({ label, value, min, max, onChange }: SizeProps) {
  return (
    <Box>
      <Group justify="space-between" mb={2}>
        <Text size="xs">{label}</Text>
        <Text size="xs" fw={600}>
          {value}
        </Text>
      </Group>
      <Slider size="sm" label={null} thumbLabel={label} value={value} min={min} max={max} onChange={onChange} />
    </Box>
  );
}
