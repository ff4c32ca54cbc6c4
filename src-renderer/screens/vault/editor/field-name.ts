import { english } from '../../../i18n/index.ts';
import type { Translate } from '../../../i18n/use-translation.ts';
import type { DraftField } from '../draft.ts';

type OfferedId = keyof typeof english.vault.field;

const isOffered = (id: string): id is OfferedId => Object.hasOwn(english.vault.field, id);

/** What a field is called: its type while it has no name yet; the app's own names in the language that is spoken now. */
export const nameOf = ({ id, name, type, offered }: DraftField, t: Translate): string => {
  if (name.trim() === '') return t(`vault.fieldType.${type}`);
  return offered && isOffered(id) ? t(`vault.field.${id}`) : name;
};
