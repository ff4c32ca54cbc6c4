import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { endOfDay, firstDay, lastDay } from './days.ts';

interface DateFieldProps {
  readonly label: string;
  /** YYYY-MM-DD; empty for no date. */
  readonly day: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly width?: number;
  readonly autoFocus?: boolean;
  /** Using the date was tried: one that is not whole is marked at once. */
  readonly tried?: boolean;
  /** Told of every whole date, of '' where there is none, and of null while what is typed is no date yet. */
  readonly onDay: (day: string | null) => void;
}

/**
 * A date to type or to choose. The browser keeps what is typed: setting the value from here while a year is half typed would
 * throw the other parts away.
 */
export function DateField({ label, day, from, to, width, autoFocus = false, tried = false, onDay }: DateFieldProps) {
  const { t, i18n } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const told = useRef<string | null>(day);
  const [broken, setBroken] = useState(false);
  const [left, setLeft] = useState(false);
  useEffect(() => {
    // Only what came from elsewhere is put in; a date that was typed is there already.
    if (input.current === null || day === told.current || told.current === null) return;
    input.current.value = day;
    told.current = day;
  }, [day]);

  const read = (): void => {
    if (input.current === null) return;
    const { value, validity } = input.current;
    const typed = value === '' && !validity.badInput ? '' : endOfDay(value) === null ? null : value;
    setBroken(typed === null);
    if (typed === told.current) return;
    told.current = typed;
    onDay(typed);
  };
  return (
    <TextInput
      ref={input}
      type="date"
      // Chromium lays its parts out after this language.
      lang={navigator.language.startsWith(i18n.language) ? navigator.language : i18n.language}
      {...(width === undefined ? {} : { w: width })}
      label={label}
      defaultValue={day}
      autoFocus={autoFocus}
      min={from || firstDay}
      max={to || lastDay}
      onChange={read}
      // Parts of a date that don't make one change no value, so no change is told.
      onKeyUp={read}
      onFocus={() => setLeft(false)}
      onBlur={() => {
        read();
        setLeft(true);
      }}
      // Whoever is led here sees the message below, too.
      styles={{ input: { scrollMarginBlock: 64 } }}
      data-empty={broken || undefined}
      error={broken && (left || tried) ? t('date.incomplete') : null}
    />
  );
}
