import type { Translate } from '../../../i18n/use-translation.ts';
import type { DraftField } from '../draft.ts';

/** What a field is called while it has no name yet. */
export const nameOf = ({ name, type }: DraftField, t: Translate): string => (name.trim() === '' ? t(`vault.fieldType.${type}`) : name);
