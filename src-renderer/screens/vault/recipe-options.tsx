import { Checkbox, Group, SegmentedControl, Slider, Stack, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Recipe } from '../../../src-shared/generator.ts';
import classes from './generator.module.css';

export type Recipes = { readonly [K in Recipe['kind']]: Extract<Recipe, { kind: K }> };

/** What can be taken for one another, in letters that tell them apart. */
const lookAlikes = '0 O 1 l I';

interface RecipeOptionsProps {
  readonly recipe: Recipe;
  readonly onChange: (recipe: Recipe) => void;
}

/** How a value of the chosen kind is made. */
export function RecipeOptions({ recipe, onChange }: RecipeOptionsProps) {
  const { t } = useTranslation();
  switch (recipe.kind) {
    case 'password':
      return (
        <Stack gap="xs">
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
              size="sm"
              label={
                <>
                  {t(`vault.generator.${option}`)}
                  {option === 'avoidAmbiguous' && <span className={classes['alike']}>{lookAlikes}</span>}
                </>
              }
              checked={recipe[option]}
              onChange={(event) => onChange({ ...recipe, [option]: event.currentTarget.checked })}
            />
          ))}
        </Stack>
      );
    case 'passphrase':
      return <PassphraseOptions recipe={recipe} onChange={onChange} />;
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

const separators = ['-', ' ', '.', '_'] as const;

function PassphraseOptions({ recipe, onChange }: { readonly recipe: Recipes['passphrase']; readonly onChange: (recipe: Recipe) => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Size label={t('vault.generator.words')} value={recipe.words} min={3} max={12} onChange={(words) => onChange({ ...recipe, words })} />
      <Group justify="space-between">
        <Text size="sm">{t('vault.generator.separator')}</Text>
        <SegmentedControl
          size="xs"
          aria-label={t('vault.generator.separator')}
          value={recipe.separator}
          onChange={(separator) => onChange({ ...recipe, separator })}
          data={separators.map((value) => ({ value, label: value === ' ' ? t('vault.generator.space') : value }))}
        />
      </Group>
      <Checkbox
        size="sm"
        label={t('vault.generator.capitalise')}
        checked={recipe.capitalise}
        onChange={(event) => onChange({ ...recipe, capitalise: event.currentTarget.checked })}
      />
    </Stack>
  );
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
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm">{label}</Text>
        <Text size="sm" fw={600} className={classes['number']}>
          {value}
        </Text>
      </Group>
      <Slider size="sm" role="group" label={null} thumbLabel={label} value={value} min={min} max={max} onChange={onChange} />
    </div>
  );
}
