import { cloudServices } from './clouds.ts';
import { developmentServices } from './development.ts';
import { messageServices } from './messages.ts';
import { modelServices } from './models.ts';
import { moneyServices } from './money.ts';
import type { Service } from './service.ts';

/** Every service that the app knows, by name. */
export const services: readonly Service[] = [
  ...modelServices,
  ...cloudServices,
  ...developmentServices,
  ...moneyServices,
  ...messageServices,
].toSorted((a, b) => a.name.localeCompare(b.name, 'en'));

const byId = new Map(services.map((service) => [service.id, service]));

/** Null for an id that this version doesn't know. */
export const serviceWithId = (id: string | null | undefined): Service | null => byId.get(id ?? '') ?? null;

export interface Recognised {
  readonly service: Service;
  /** The id of the field that such a value belongs into. */
  readonly fieldId: string;
}

/** Longer than any key that is recognised. */
const mostCharacters = 500;

/** Whose key a value is, as far as its form tells; null where none or more than one service makes such values. */
export function serviceOf(value: string): Recognised | null {
  const text = value.trim();
  if (text === '' || text.length > mostCharacters) return null;
  const found = services.flatMap((service) =>
    service.patterns.filter(({ pattern }) => pattern.test(text)).map(({ field }) => ({ service, fieldId: field })),
  );
  const [first, ...others] = found;
  return first === undefined || others.some(({ service }) => service !== first.service) ? null : first;
}

const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The services whose name or page holds every word. */
export function servicesMatching(search: string): readonly Service[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  return services.filter(({ id, name, page }) => words.every((word) => folded(`${name} ${id} ${new URL(page).host}`).includes(word)));
}
