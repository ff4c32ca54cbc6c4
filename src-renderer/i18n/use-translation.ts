import { useTranslation as useI18next } from 'react-i18next';
import type { english } from './index.ts';

type WithoutPlural<Key extends string> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;
type Leaves<Texts, Prefix extends string = ''> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? `${Prefix}${WithoutPlural<Key>}` : Leaves<Texts[Key], `${Prefix}${Key}.`>;
}[keyof Texts & string];

/** Every text that there is, by its path; plural forms by their common one. */
export type TextKey = Leaves<typeof english>;
export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

interface Translation {
  readonly t: Translate;
  readonly i18n: { readonly language: string };
}

/** The library's own types instantiate each key with all of its options, which takes the compiler minutes and then gives up. */
export const useTranslation = (): Translation => useI18next() as unknown as Translation;
