import { describe, expect, it } from 'vitest';
import { fitsSearch, inView, rowOf } from '../../../src-main/keeper/search-fit.ts';
import type { ItemView } from '../../../src-shared/items.ts';
import type { ParsedSearch } from '../../../src-shared/search.ts';
import { atNoon, idOf } from '../../helpers/keeper-vault.ts';
import { plainSummary } from '../../helpers/plain-item.ts';

const row = rowOf({
  summary: {
    ...{ id: idOf(1), revision: 1, kind: 'login', name: 'Mail', subtitle: '', tags: [], favourite: false, ...plainSummary },
    ...{ expiresAt: null, trashedAt: null, createdAt: atNoon, updatedAt: atNoon },
  },
  ...{ secretTag: '', fingerprints: {}, values: {}, holds: ['totp'] },
});
const around = { now: atNoon, reused: () => new Set<string>(), verdicts: new Map(), mayJudge: () => true };
const fits = (term: object): boolean => fitsSearch({ terms: [{ not: false, ...term }] } as unknown as ParsedSearch, around)(row);

describe('a term of a search', () => {
  it('is asked of what the item holds and has', () => {
    expect([fits({ type: 'has', holding: 'totp' }), fits({ type: 'has', holding: 'note' })]).toEqual([true, false]);
    expect([fits({ type: 'never' }), fits({ type: 'kind', text: 'log' })]).toEqual([true, true]);
  });

  it.each([{ type: 'other' }, { type: 'is', flag: 'other' }, { type: 'has', holding: 'other' }])(
    'that nobody knows is a mistake of ours, not a search without hits: %j',
    (term) => expect(() => fits(term)).toThrow(),
  );

  it('in a view that nobody knows is one, too', () => {
    expect(() => inView(row.summary, { type: 'other' } as unknown as ItemView, atNoon)).toThrow();
  });
});
