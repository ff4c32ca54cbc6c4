import { kindTemplates } from '../../../src-shared/items.ts';
import { type Recognised, serviceWithId } from '../../../src-shared/services/services.ts';
import type { Service, ServiceField } from '../../../src-shared/services/service.ts';
import { type Draft, type DraftField, newDraft } from './draft.ts';
import type { FieldNames } from './field-names.ts';

/** A service's field under the name that it has there, or, where the kind has this very field, under the app's own. */
function fieldOf({ kind }: Service, names: FieldNames, { id, type, name }: ServiceField): DraftField {
  const own = kindTemplates[kind].some((field) => field.id === id && field.type === type) ? names.of(kind, id) : '';
  // What a service calls otherwise than the kind does keeps its word.
  const usual = id !== 'secret' || name === 'Secret';
  return { id, type, name: own !== '' && usual ? own : name, value: '', stored: false, offered: true };
}

/** An empty item of a service: its fields, and a place for notes. */
export function serviceDraft(service: Service, names: FieldNames): Draft {
  const draft = newDraft(service.kind, names);
  const notes = draft.fields.filter(({ id }) => id === 'notes');
  const fields = service.fields.map((field) => fieldOf(service, names, field));
  return { ...draft, service: service.id, name: service.name, fields: [...fields, ...notes] };
}

/** A stored item under edit, with the fields of its service that it leaves empty. */
export function withServiceFields(draft: Draft, names: FieldNames): Draft {
  const service = serviceWithId(draft.service);
  if (service === null) return draft;
  const missing = service.fields.filter(({ id }) => !draft.fields.some((field) => field.id === id));
  return { ...draft, fields: [...draft.fields, ...missing.map((field) => fieldOf(service, names, field))] };
}

/** The draft as one of the service whose key was recognised in it: the value in its field, and the fields that were missing. */
export function withService(draft: Draft, { service, fieldId }: Recognised, holderId: string, names: FieldNames): Draft {
  const value = draft.fields.find(({ id }) => id === holderId)?.value ?? '';
  const wanted = service.fields.map((field) => fieldOf(service, names, field));
  const missing = wanted.filter(({ id }) => !draft.fields.some((field) => field.id === id));
  const all = [...missing.filter(({ id }) => id === fieldId), ...draft.fields, ...missing.filter(({ id }) => id !== fieldId)];
  const free = all.find(({ id }) => id === fieldId)?.value === '';
  const moved = (field: DraftField): DraftField =>
    free && field.id === holderId ? { ...field, value: '' } : free && field.id === fieldId ? { ...field, value } : field;
  const fields = holderId === fieldId ? all : all.map(moved);
  return { ...draft, service: service.id, name: draft.name.trim() === '' ? service.name : draft.name, fields };
}

/** The first value in the draft whose form tells a service; only what was typed or pasted here is looked at. */
export function recognisedIn(
  { fields, kind, service }: Draft,
  serviceOf: (value: string) => Recognised | null,
): (Recognised & { readonly holderId: string }) | null {
  if (kind !== 'apiKey' || (service ?? null) !== null) return null;
  for (const { id, value, type } of fields) {
    const found = value !== null && (type === 'hidden' || type === 'text') ? serviceOf(value) : null;
    if (found !== null) return { ...found, holderId: id };
  }
  return null;
}
