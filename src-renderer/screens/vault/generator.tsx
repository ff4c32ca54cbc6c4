import { ActionIcon, Button, Checkbox, Group, Progress, SegmentedControl, Slider, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Output } from '../../../src-shared/contract/index.ts';
import type { Recipe } from '../../../src-shared/generator.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import classes from './generator.module.css';

interface GeneratorProps {
  readonly useLabel: string;
  readonly onUse: (value: string) => void;
}

type Recipes = { readonly [K in Recipe['kind']]: Extract<Recipe, { kind: K }> };

const starts: Recipes = {
  password: { kind: 'password', length: 24, digits: true, symbols: true, avoidAmbiguous: false },
  passphrase: { kind: 'passphrase', words: 6, separator: '-', capitalise: false },
  hex: { kind: 'hex', bytes: 32 },
  base64: { kind: 'base64', bytes: 32 },
};
/** What can be taken for one another, in letters that tell them apart. */
const lookAlikes = '0 O 1 l I';
/** More bits than this make no difference. */
const enoughBits = 128;

/** Makes values after a recipe; the value lives here until it is used. */
export function Generator({ useLabel, onUse }: GeneratorProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Recipe['kind']>('password');
  const [recipes, setRecipes] = useState(starts);
  const { made, failure, again } = useGenerated(recipes[kind]);
  const bits = Math.round(made?.bits ?? 0);
  return (
    <Stack gap="md" w={380} maw="100%">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('vault.generator.title')}
        value={kind}
        onChange={setKind}
        data={(['password', 'passphrase', 'hex', 'base64'] as const).map((value) => ({
          value,
          label: t(`vault.generator.kinds.${value}`),
        }))}
      />
      {failure !== null && <FailureNotice failure={failure} />}
      <div className={classes['made']}>
        <output className={classes['value']} aria-live="polite">
          {made !== null && <Coloured text={made.value} />}
        </output>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('vault.generator.again')}
          title={t('vault.generator.again')}
          onClick={again}
        >
          <IconRefresh size={18} />
        </ActionIcon>
      </div>
      <RecipeOptions recipe={recipes[kind]} onChange={(recipe) => setRecipes({ ...recipes, [recipe.kind]: recipe })} />
      <Group justify="space-between" wrap="nowrap">
        <Group gap="xs" wrap="nowrap">
          <Progress
            w={72}
            size="sm"
            aria-hidden="true"
            color={bits < 64 ? 'orange' : 'teal'}
            value={Math.min(100, (bits / enoughBits) * 100)}
          />
          <Text size="xs" c="dimmed">
            {made === null ? '' : t('vault.generator.bits', { bits })}
          </Text>
        </Group>
        <Button size="sm" disabled={made === null} onClick={() => made !== null && onUse(made.value)}>
          {useLabel}
        </Button>
      </Group>
    </Stack>
  );
}

/** A new value for every recipe; the last one asked for is the one that counts. */
function useGenerated(recipe: Recipe) {
  const [made, setMade] = useState<Output<'generator.generate'> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    call('generator.generate', recipe).then(
      (answer) => {
        if (!current) return;
        setMade(answer);
        setFailure(null);
      },
      (error: unknown) => current && setFailure(failureOf(error)),
    );
    return () => {
      current = false;
    };
  }, [recipe, round]);
  return { made, failure, again: () => setRound((before) => before + 1) };
}

/** Digits and signs stand out, so that a value can be read aloud or typed from the screen. */
function Coloured({ text }: { readonly text: string }) {
  return text.split(/(\d+|[^\p{L}\d\s]+)/u).map((part, at) => {
    const look = /^\d/.test(part) ? 'digit' : /^[^\p{L}\s]/u.test(part) ? 'sign' : undefined;
    // The parts of one value never move.
    return (
      <span key={`${at} ${part}`} data-look={look}>
        {part}
      </span>
    );
  });
}

interface RecipeOptionsProps {
  readonly recipe: Recipe;
  readonly onChange: (recipe: Recipe) => void;
}

function RecipeOptions({ recipe, onChange }: RecipeOptionsProps) {
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
      <Slider size="sm" label={null} thumbLabel={label} value={value} min={min} max={max} onChange={onChange} />
    </div>
  );
}
