import { TextInput, type TextInputProps } from '@mantine/core';
import { type ChangeEvent, useLayoutEffect, useRef, useState } from 'react';

const groupCharacters = 4;
const separators = /[^\p{L}\p{N}]/gu;

/** A code as it is printed: capitals in groups of four; whatever stood between them goes. */
export const inGroups = (typed: string): string =>
  typed
    .replaceAll(separators, '')
    .toUpperCase()
    .replaceAll(new RegExp(`(.{${groupCharacters}})(?=.)`, 'gu'), '$1-');

/** Where the caret stands in the grouped text that stood after so many characters of the code. */
const caretAfter = (characters: number, grouped: string): number =>
  Math.min(grouped.length, characters + Math.max(0, Math.ceil(characters / groupCharacters) - 1));

interface CodeFieldProps extends Omit<TextInputProps, 'onChange' | 'value'> {
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** An input for a printed code, which groups it while one types; the caret stays where it was. */
export function CodeField({ value, onValue, ...input }: CodeFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  // Counts changes, for one that leaves the same text (a dash was deleted) moves the caret too.
  const [changes, setChanges] = useState(0);
  useLayoutEffect(() => {
    if (caret.current !== null) field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [value, changes]);

  const change = ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    const grouped = inGroups(currentTarget.value);
    const before = currentTarget.value.slice(0, currentTarget.selectionStart ?? undefined).replaceAll(separators, '').length;
    caret.current = caretAfter(before, grouped);
    setChanges((before) => before + 1);
    onValue(grouped);
  };
  return (
    <TextInput
      {...input}
      ref={field}
      value={value}
      maxLength={100}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="characters"
      onChange={change}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', letterSpacing: '0.04em' } }}
    />
  );
}
