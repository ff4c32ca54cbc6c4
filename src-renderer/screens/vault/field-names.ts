import { type ItemKind, kindTemplates } from '../../../src-shared/items.ts';
import { english, german } from '../../i18n/index.ts';

export type TemplateFieldId = keyof typeof english.vault.field;

/** The template field that an id means within a kind. Variables of an env set have names of their own. */
export const templateFieldOf = (kind: ItemKind, id: string): TemplateFieldId | null =>
  kind !== 'envSet' && kindTemplates[kind].some((field) => field.id === id) ? (id as TemplateFieldId) : null;

/** Whether a stored name is the one that the app itself gave, in whichever language. */
export const isOwnName = (id: TemplateFieldId, name: string): boolean =>
  name === english.vault.field[id] || name === german.vault.field[id];
