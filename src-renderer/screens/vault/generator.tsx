import { ActionIcon, Button, Group, Progress, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Output } from '../../../src-shared/contract/index.ts';
import type { Recipe } from '../../../src-shared/generator.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import classes from './generator.module.css';
import { KeepRecipe } from './keep-recipe.tsx';
import { RecipeOptions, type Recipes } from './recipe-options.tsx';

interface GeneratorProps {
  readonly useLabel: string;
  readonly onUse: (value: string) => void;
  /** Offers copying beside the other use. */
  readonly onCopy?: (value: string) => void;
}

const starts: Recipes = {
  password: { kind: 'password', length: 24, digits: true, symbols: true, avoidAmbiguous: false },
  passphrase: { kind: 'passphrase', words: 6, separator: '-', capitalise: false },
  hex: { kind: 'hex', bytes: 32 },
  base64: { kind: 'base64', bytes: 32 },
};
/** More bits than this make no difference. */
const enoughBits = 128;

/** Makes values after a recipe; the value lives here until it is used. */
export function Generator({ useLabel, onUse, onCopy }: GeneratorProps) {
  const { t } = useTranslation();
  const preferred = useAppStore((state) => state.preferences.generator);
  // Nothing of a guest is kept.
  const keeps = useAppStore((state) => state.session?.status !== 'guest');
  const [kind, setKind] = useState(preferred.kind);
  const [recipes, setRecipes] = useState<Recipes>({ ...starts, [preferred.kind]: preferred });
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
        <div className={classes['strength']}>
          <Progress
            flex={1}
            size="sm"
            aria-hidden="true"
            color={bits < 64 ? 'orange' : 'teal'}
            value={Math.min(100, (bits / enoughBits) * 100)}
          />
          <Text size="xs" c="dimmed" className={classes['bits'] ?? ''}>
            {made === null ? '' : t('vault.generator.bits', { bits })}
          </Text>
        </div>
      </div>
      <RecipeOptions recipe={recipes[kind]} onChange={(recipe) => setRecipes({ ...recipes, [recipe.kind]: recipe })} />
      {keeps && <KeepRecipe recipe={recipes[kind]} />}
      <Group gap="xs" justify="flex-end">
        {onCopy !== undefined && (
          <Button size="sm" variant="default" disabled={made === null} onClick={() => made !== null && onCopy(made.value)}>
            {t('vault.generator.copy')}
          </Button>
        )}
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
