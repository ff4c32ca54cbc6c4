import { useMemo } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type FieldView, type ItemKind, kindTemplates } from '../../../src-shared/items.ts';
import { english, german } from '../../i18n/index.ts';

type TemplateFieldId = keyof typeof english.vault.field;

/** The names of the fields that the app itself offers, in the person's language. */
export interface FieldNames {
  /** The name of a template's field; '' where the person names it, as with the variables of an env set. */
  of(kind: ItemKind, fieldId: string): string;
  /** What to show for a stored name: one that the app gave in another language is translated. */
  shown(kind: ItemKind, fieldId: string, name: string): string;
  /** The same beside what the field gives: a set-up that the app named shows as its codes, and is called after them. */
  beside(kind: ItemKind, field: Pick<FieldView, 'id' | 'name' | 'type'>): string;
  /** Whether the app gave the name, so that the form need not offer to change it. */
  isOwn(kind: ItemKind, fieldId: string, name: string): boolean;
}

const templateFieldOf = (kind: ItemKind, id: string): TemplateFieldId | null =>
  kind !== 'envSet' && kindTemplates[kind].some((field) => field.id === id) ? (id as TemplateFieldId) : null;

export function useFieldNames(): FieldNames {
  const { t } = useTranslation();
  return useMemo(() => {
    const of = (kind: ItemKind, fieldId: string): string => {
      const known = templateFieldOf(kind, fieldId);
      return known === null ? '' : t(`vault.field.${known}`);
    };
    const isOwn = (kind: ItemKind, fieldId: string, name: string): boolean => {
      const known = templateFieldOf(kind, fieldId);
      return known !== null && (name === english.vault.field[known] || name === german.vault.field[known]);
    };
    const shown = (kind: ItemKind, fieldId: string, name: string): string => (isOwn(kind, fieldId, name) ? of(kind, fieldId) : name);
    const beside: FieldNames['beside'] = (kind, { id, name, type }) =>
      type === 'totp' && isOwn(kind, id, name) ? t('totp.name') : shown(kind, id, name);
    return { of, isOwn, shown, beside };
  }, [t]);
}
