import { ColorSwatch, Group, Input, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type ProfileColour, profileColours } from '../../../src-shared/models.ts';
import { groundOf } from '../../components/person-avatar.tsx';
import classes from './preferences.module.css';

interface ColourChoiceProps {
  readonly colour: ProfileColour;
  readonly onColour: (colour: ProfileColour) => void;
}

/** One of the colours that white initials can be read on; the arrow keys go through them. */
export function ColourChoice({ colour, onColour }: ColourChoiceProps) {
  const { t } = useTranslation();
  const labelId = useId();
  const step = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = profileColours.at((profileColours.indexOf(colour) + by) % profileColours.length);
    if (next === undefined) return;
    onColour(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-colour='${next}']`)?.focus();
  };
  return (
    <div>
      <Input.Label id={labelId} labelElement="div">
        {t('preferences.colour')}
      </Input.Label>
      <Group gap={8} mt={4} role="radiogroup" aria-labelledby={labelId} onKeyDown={step}>
        {profileColours.map((name) => (
          <UnstyledButton
            key={name}
            role="radio"
            data-colour={name}
            className={classes['swatch'] ?? ''}
            aria-checked={colour === name}
            aria-label={t(`preferences.colours.${name}`)}
            title={t(`preferences.colours.${name}`)}
            tabIndex={colour === name ? 0 : -1}
            onClick={() => onColour(name)}
            bdrs="xl"
          >
            <ColorSwatch color={groundOf(name)} size={28} c="#fff" component="span">
              {colour === name && <IconCheck size={15} aria-hidden="true" />}
            </ColorSwatch>
          </UnstyledButton>
        ))}
      </Group>
    </div>
  );
}
