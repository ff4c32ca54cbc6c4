import type { FieldType, ItemKind } from '../items.ts';

/**
 * How a value is renewed there: `second` (make a second one, delete the first), `roll` (the old one stops at once),
 * `overlap` (the old one may go on for a while), `pair` (there are always two, renewed in turn).
 */
export const renewalWays = ['second', 'roll', 'overlap', 'pair'] as const;
export type RenewalWay = (typeof renewalWays)[number];

/** A field that items of a service have; where a kind's own template has this id, its name is the template's. */
export interface ServiceField {
  readonly id: string;
  readonly type: FieldType;
  /** As the service itself calls it. */
  readonly name: string;
}

/** A well-known service that hands out keys. */
export interface Service {
  /** Stored with items: never changed. */
  readonly id: string;
  readonly name: string;
  readonly kind: ItemKind;
  readonly fields: readonly ServiceField[];
  /** What values of a field look like: anchored at both ends, one quantifier after the other, so that they take linear time. */
  readonly patterns: readonly { readonly field: string; readonly pattern: RegExp }[];
  /** Where keys are made and given up; shown and copied, never opened by the app. */
  readonly page: string;
  /** The way on that page, in its own words. */
  readonly where: string;
  readonly way: RenewalWay;
  /** After how many days a new one is a good idea. */
  readonly days: number;
}

const field = (id: string, name: string, type: FieldType): ServiceField => ({ id, name, type });

export const keyField = field('key', 'Key', 'hidden');
export const secretField = field('secret', 'Secret', 'hidden');
export const accountField = field('account', 'Account', 'text');
export const passphraseField = field('passphrase', 'Passphrase', 'hidden');
export const textField = (id: string, name: string): ServiceField => field(id, name, 'text');
export const hiddenField = (id: string, name: string): ServiceField => field(id, name, 'hidden');

type Row = Omit<Service, 'kind' | 'fields' | 'patterns' | 'way' | 'days'> &
  Partial<Pick<Service, 'fields' | 'way' | 'days'>> & {
    /** Patterns of `key`, or of the field that is named. */
    readonly key?: readonly RegExp[];
    readonly other?: Service['patterns'];
  };

/** An API key with the usual fields, renewed by making a second one every ninety days, unless it says otherwise. */
export const apiKeyOf = ({ key = [], other = [], ...row }: Row): Service => ({
  ...{ kind: 'apiKey', fields: [keyField, accountField], way: 'second', days: 90 },
  ...row,
  patterns: [...key.map((pattern) => ({ field: 'key', pattern })), ...other],
});
