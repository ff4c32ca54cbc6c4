import { describe, expect, it } from 'vitest';
import {
  type Draft,
  draftOf,
  draftProblem,
  moveField,
  newDraft,
  sameDraft,
  toItemDraft,
  withField,
  withSecret,
} from '../../../src-renderer/screens/vault/draft.ts';
import type { FieldNames } from '../../../src-renderer/screens/vault/field-names.ts';
import { indexOf, neighbourOf, noPages, pagesOf, rowAt, withPage } from '../../../src-renderer/screens/vault/item-pages.ts';
import { stepFrom } from '../../../src-renderer/screens/vault/list-keys.ts';
import { suggestionsFor } from '../../../src-renderer/screens/vault/search-suggestions.ts';
import { dayOf, endOfDay } from '../../../src-renderer/components/days.ts';
import { distanceTo, expiryOf } from '../../../src-renderer/screens/vault/times.ts';
import { itemDraftSchema, type ItemDetail, itemKinds, type ItemSummary } from '../../../src-shared/items.ts';
import { plainDetail, plainSummary } from '../../helpers/plain-item.ts';

const names: FieldNames = {
  of: (kind, id) => (kind === 'envSet' ? '' : id),
  isOwn: (_, id, name) => id === name,
  shown: (_kind, _id, name) => name,
  beside: (_kind, { name }) => name,
};
const summary = (id: string): ItemSummary => ({
  ...{ id, revision: 1, kind: 'login', name: id, subtitle: '', tags: [], favourite: false, ...plainSummary },
  ...{ expiresAt: null, trashedAt: null, createdAt: 0, updatedAt: 0 },
});

describe('a draft', () => {
  it.each(itemKinds)('of a new %s can be sent once it has a name', (kind) => {
    const draft: Draft = { ...newDraft(kind, names), name: ' Name ' };
    const named = { ...draft, fields: draft.fields.map((field) => ({ ...field, name: field.name || 'X' })) };
    expect(draftProblem(named)).toBeNull();
    expect(itemDraftSchema.safeParse(toItemDraft(named)).success).toBe(true);
    expect(toItemDraft(named).name).toBe('Name');
  });

  it.each([
    { stored: ['key', 'account'], shown: ['key', 'secret', 'account', 'website', 'notes'] },
    { stored: [], shown: ['key', 'secret', 'account', 'website', 'notes'] },
    { stored: ['own'], shown: ['key', 'secret', 'account', 'website', 'notes', 'own'] },
    { stored: ['key', 'own'], shown: ['key', 'secret', 'account', 'website', 'notes', 'own'] },
    // An order that the person gave stays.
    { stored: ['own', 'account', 'key'], shown: ['own', 'account', 'website', 'notes', 'key', 'secret'] },
  ])('of a stored item with $stored offers empty fields in the places of its kind', ({ stored, shown }) => {
    const fields = stored.map((id) => ({ id, name: id, type: 'text' as const, value: id, filled: true }));
    expect(draftOf({ ...summary('a'), ...plainDetail, kind: 'apiKey', fields }, names).fields.map(({ id }) => id)).toEqual(shown);
  });

  it('of a stored item keeps hidden values and offers what its kind has besides', () => {
    const detail: ItemDetail = {
      ...summary('a'),
      ...plainDetail,
      fields: [
        { id: 'password', name: 'password', type: 'hidden', value: null, filled: true },
        { id: 'own', name: 'Pin', type: 'hidden', value: null, filled: false },
      ],
    };
    const draft = draftOf(detail, names);
    expect(draft.fields.map(({ id, value, stored, offered }) => [id, value, stored, offered])).toEqual([
      ['username', '', false, true],
      ['password', null, true, true],
      ['website', '', false, true],
      ['totp', '', false, true],
      ['notes', '', false, true],
      ['own', '', false, false],
    ]);
    expect(toItemDraft(draft).fields.map(({ id, value }) => [id, value])).toEqual([
      ['password', null],
      ['own', ''],
    ]);
  });

  it('loses no stored value where nothing was typed in its place, but lets a variable be empty', () => {
    const hidden = { id: 'password', name: 'password', type: 'hidden', value: '', stored: true, offered: true } as const;
    const draft: Draft = { ...newDraft('login', names), name: 'Mail', fields: [hidden, { ...hidden, id: 'pin', offered: false }] };
    expect(toItemDraft(draft).fields.map(({ value }) => value)).toEqual([null, null]);
    expect(toItemDraft({ ...draft, fields: [] }).fields).toEqual([]);
    const variable = { ...hidden, offered: false };
    expect(toItemDraft({ ...draft, kind: 'envSet', fields: [variable] }).fields.map(({ value }) => value)).toEqual(['']);
  });

  it('takes a generated value into its first hidden field, or the text of a note', () => {
    expect(withSecret(newDraft('login', names), 'v').fields.find(({ value }) => value === 'v')?.id).toBe('password');
    expect(withSecret(newDraft('note', names), 'v').fields.find(({ value }) => value === 'v')?.id).toBe('text');
  });

  it('never gives a new field the id of another', () => {
    let draft = newDraft('envSet', names);
    for (let number = 0; number < 3; number += 1) draft = withField(draft, 'hidden');
    draft = withField({ ...draft, fields: draft.fields.filter((_, at) => at !== 1) }, 'text');
    expect(new Set(draft.fields.map(({ id }) => id)).size).toBe(4);
  });

  it('moves a field, and is the same again when it is moved back', () => {
    const draft = newDraft('login', names);
    const moved = moveField(draft, 0, 1);
    expect(moved.fields[1]).toBe(draft.fields[0]);
    expect(sameDraft(moved, draft)).toBe(false);
    expect(sameDraft(moveField(moved, 1, -1), draft)).toBe(true);
    expect(moveField(draft, 99, 1)).toBe(draft);
  });
});

describe('the pages of a long list', () => {
  it('find a row by its place and a place by its id, and drop the old rows for fresh ones', () => {
    const some = withPage(noPages, 3, { total: 700, rows: [summary('x'), summary('y')] }, false);
    expect(rowAt(some, 601)?.id).toBe('y');
    expect(indexOf(some, 'x')).toBe(600);
    expect(indexOf(some, null)).toBe(-1);
    expect(rowAt(some, 0)).toBeUndefined();
    const fresh = withPage(some, 0, { total: 1, rows: [summary('z')] }, true);
    expect(indexOf(fresh, 'x')).toBe(-1);
    expect(pagesOf(150, 420)).toEqual([0, 1, 2]);
  });

  it('know the next row, at the end the one before, and none for a stranger', () => {
    const pages = withPage(noPages, 0, { total: 2, rows: [summary('x'), summary('y')] }, true);
    expect([neighbourOf(pages, 'x'), neighbourOf(pages, 'y'), neighbourOf(pages, 'z')]).toEqual(['y', 'x', null]);
  });
});

describe('the keys of the list', () => {
  it.each([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 0, 0],
    ['PageDown', 3, 8],
    ['PageUp', 3, 0],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['a', 5, null],
  ] as const)('%s from row %i leads to %s', (key, from, to) => expect(stepFrom(key, from, 10, 5)).toBe(to));

  it('lead nowhere in an empty list', () => expect(stepFrom('End', -1, 0, 5)).toBeNull());
});

describe('suggestions while searching', () => {
  const counts = {
    all: 3,
    favourites: 0,
    expiring: 0,
    trash: 0,
    kinds: { login: 2, note: 1 },
    tags: [
      { tag: 'lab', count: 1 },
      { tag: 'cloud', count: 2 },
    ],
  };

  it('go on with the operator at the end and keep what stands before it', () => {
    expect(suggestionsFor('bot tag:l', counts).map(({ value }) => value)).toEqual(['bot tag:lab ']);
    expect(suggestionsFor('kind:', counts).map(({ token }) => token)).toEqual(['kind:login', 'kind:note']);
  });

  it.each(['', 'tag', 'tag:lab ', 'vintage:x'])('offer nothing for “%s”', (search) => expect(suggestionsFor(search, counts)).toEqual([]));
});

describe('times', () => {
  const now = new Date(2026, 10, 20, 12).getTime();

  it('keep an item good for the whole of its last day', () => {
    const end = endOfDay('2026-11-20') ?? 0;
    expect(dayOf(end)).toBe('2026-11-20');
    expect(expiryOf(end, now)).toBe('soon');
    expect(expiryOf(now, now)).toBe('expired');
    expect(expiryOf(endOfDay('2027-11-20') ?? 0, now)).toBe('later');
  });

  it.each(['', '2026-13-01', 'tomorrow', '1950-01-01'])('have no end for “%s”', (day) => expect(endOfDay(day)).toBeNull());

  it('say distances in days, months and years of either language', () => {
    expect(distanceTo(endOfDay('2026-11-26') ?? 0, now, 'en')).toBe('in 6 days');
    expect(distanceTo(endOfDay('2026-11-20') ?? 0, now, 'de')).toBe('heute');
    expect(distanceTo(endOfDay('2027-03-20') ?? 0, now, 'en')).toBe('in 4 months');
    expect(distanceTo(endOfDay('2030-11-20') ?? 0, now, 'de')).toBe('in 4 Jahren');
  });
});
