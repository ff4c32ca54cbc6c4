import { english, german } from '../../../i18n/index.ts';
import type { Translate } from '../../../i18n/use-translation.ts';
import type { DraftField } from '../draft.ts';

type OfferedId = keyof typeof english.vault.field;

/** A service may call a field of the same id by a name of its own. */
const isOurs = (id: string, name: string): id is OfferedId =>
  Object.hasOwn(english.vault.field, id) && [english, german].some(({ vault }) => vault.field[id as OfferedId] === name);

/** What a field is called: its type while it has no name yet; the app's own names in the language that is spoken now. */
export const nameOf = ({ id, name, type, offered }: DraftField, t: Translate): string => {
  if (name.trim() === '') return t(`vault.fieldType.${type}`);
  return offered && isOurs(id, name) ? t(`vault.field.${id}`) : name;
};
