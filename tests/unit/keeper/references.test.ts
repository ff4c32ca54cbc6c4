import { beforeEach, describe, expect, it } from 'vitest';
import type { FieldDraft, ItemSummary } from '../../../src-shared/items.ts';
import type { Reference } from '../../../src-shared/agent/references.ts';
import { atNoon, idOf, newVault, type TestVault } from '../../helpers/keeper-vault.ts';

let ada: TestVault;
beforeEach(async () => {
  ada = await newVault('ada');
});

const field = (id: string, value: string, more: Partial<FieldDraft> = {}): FieldDraft => ({ id, name: id, type: 'hidden', value, ...more });
const find = async (item: string): Promise<string[]> => (await ada.logic.handle('find', { item })).map(({ id }) => id);
const locate = async (...items: string[]): Promise<string[]> => {
  const references = items.map((item): Reference => ({ item, field: null }));
  return (await ada.logic.handle('locate', { references })).map(({ item }: { item: ItemSummary }) => item.id);
};
/** The values of fields of these items; each item's blob is sent once. */
const open = async (...fields: [id: string, field: string | null][]) => {
  const secrets = [...new Set(fields.map(([id]) => id))].map((id) => ({ id, secret: ada.secretOf(id) }));
  return ada.logic.handle('revealMany', { secrets, fields: fields.map(([id, wanted]) => ({ id, field: wanted })) });
};

describe('an item that is referred to', () => {
  const [upper, lower, other] = [idOf(1), idOf(2), idOf(3)];
  beforeEach(async () => {
    await ada.create(upper, { name: 'Börse' });
    await ada.create(lower, { name: 'börse' });
    await ada.create(other, { name: 'Home server' });
  });

  it('is found by its id before any name', async () => {
    await ada.create(idOf(4), { name: upper });
    expect(await find(upper)).toEqual([upper]);
    expect(await locate(upper, other)).toEqual([upper, other]);
  });

  it('is found by its exact name, else by its name whatever the case and however it is composed', async () => {
    expect(await find('Börse')).toEqual([upper]);
    expect(await find('börse')).toEqual([lower]);
    expect(await find('BÖRSE')).toEqual([upper, lower]);
    expect(await find('BO\u0308RSE')).toEqual([upper, lower]);
    expect(await find('HOME SERVER')).toEqual([other]);
    expect(await find('Home')).toEqual([]);
  });

  it('has to be the only one, and the failure tells which reference it is', async () => {
    await expect(locate('Home server', 'BÖRSE')).rejects.toMatchObject({ code: 'ambiguous', detail: { what: 'item', reason: '1' } });
    await expect(locate('nothing', 'BÖRSE')).rejects.toMatchObject({ code: 'notFound', detail: { what: 'item', reason: '0' } });
    await ada.create(idOf(4), { name: 'Börse' });
    await expect(locate('Börse')).rejects.toMatchObject({ code: 'ambiguous' });
  });

  it('is never one in the trash, neither by name nor by id', async () => {
    await ada.mark([lower], { trashed: true });
    expect(await find('BÖRSE')).toEqual([upper]);
    expect(await find(lower)).toEqual([]);
    await expect(locate(lower)).rejects.toMatchObject({ code: 'notFound' });
    await ada.mark([lower], { trashed: false });
    expect(await find(lower)).toEqual([lower]);
  });

  it('is known by its new name as soon as it has one', async () => {
    expect(await find('Home server')).toEqual([other]);
    await ada.update(other, 1, { name: 'Away' });
    expect([await find('Home server'), await find('away')]).toEqual([[], [other]]);
  });

  it('comes with all that the person has to know to consent', async () => {
    await ada.update(other, 1, { name: 'Home server', askBeforeUse: true, tags: ['home'] });
    const [located] = await ada.logic.handle('locate', { references: [{ item: 'home server', field: 'Key' }] });
    expect(located).toMatchObject({ item: { id: other, name: 'Home server', askBeforeUse: true, tags: ['home'] }, field: 'Key' });
  });
});

describe('a field that is referred to', () => {
  const id = idOf('item');
  const create = (...fields: FieldDraft[]) => ada.create(id, { fields });
  const value = async (wanted: string | null) => (await open([id, wanted]))[0]?.value;

  it('is found by its id, else by its exact name, else by its name whatever the case', async () => {
    await create(field('a', '1', { name: 'b' }), field('b', '2', { name: 'Token' }), field('c', '3', { name: 'token' }));
    expect([await value('b'), await value('Token'), await value('token')]).toEqual(['2', '2', '3']);
    await expect(value('TOKEN')).rejects.toMatchObject({ code: 'ambiguous', detail: { what: 'field', reason: '0' } });
    await expect(value('Tokens')).rejects.toMatchObject({ code: 'notFound', detail: { what: 'field', reason: '0' } });
  });

  it('may be a shown one or an empty one where it is named', async () => {
    await create(field('host', 'example.org', { type: 'text' }), field('key', ''));
    expect([await value('host'), await value('key')]).toEqual(['example.org', '']);
  });

  it('is, where none is named, the only concealed one that has a value', async () => {
    await create(field('password', ''), field('pin', '1234'), field('username', 'ada', { type: 'text' }));
    expect(await value(null)).toBe('1234');
  });

  it.each([
    [['text', 'private-key', 'secret', 'password', 'key'], 'key'],
    [['text', 'private-key', 'secret', 'password'], 'password'],
    [['text', 'private-key', 'secret'], 'secret'],
    [['text', 'other', 'private-key'], 'private-key'],
    [['other', 'text'], 'text'],
  ])('is, among %j, %s', async (ids, main) => {
    await create(...ids.map((each) => field(each, `value of ${each}`)));
    expect(await value(null)).toBe(`value of ${main}`);
  });

  it('is the only one that has a value where nothing is concealed', async () => {
    await create(field('host', 'example.org', { type: 'text' }), field('port', '', { type: 'text' }));
    expect(await value(null)).toBe('example.org');
  });

  it('is not guessed: several it could be are ambiguous, and none that has a value is none', async () => {
    await create(field('one', '1'), field('two', '2'));
    await expect(value(null)).rejects.toMatchObject({ code: 'ambiguous', detail: { what: 'field' } });
    await ada.update(id, 1, { fields: [field('one', ''), field('two', '')] });
    await expect(value(null)).rejects.toMatchObject({ code: 'notFound', detail: { what: 'field' } });
  });
});

describe('many fields at once', () => {
  beforeEach(async () => {
    await ada.create(idOf(1), { fields: [field('key', 'k-1'), field('account', 'desk', { type: 'text' })] });
    await ada.create(idOf(2), { fields: [field('key', 'k-2', { name: 'Key' })] });
  });

  it('are opened in the order in which they were asked for, one item as often as it is named', async () => {
    expect(await open([idOf(2), null], [idOf(1), 'account'], [idOf(1), 'key'])).toEqual([
      { fieldId: 'key', fieldName: 'Key', value: 'k-2' },
      { fieldId: 'account', fieldName: 'account', value: 'desk' },
      { fieldId: 'key', fieldName: 'key', value: 'k-1' },
    ]);
  });

  it('are not opened where one of their items is damaged, missing from the database or gone', async () => {
    const fields = [{ id: idOf(1), field: null }];
    const damaged = { code: 'dataDamaged', detail: { what: 'item' } };
    await expect(ada.logic.handle('revealMany', { secrets: [], fields })).rejects.toMatchObject(damaged);
    const swapped = [{ id: idOf(1), secret: ada.secretOf(idOf(2)) }];
    await expect(ada.logic.handle('revealMany', { secrets: swapped, fields })).rejects.toMatchObject(damaged);
    await expect(open([idOf(3), null])).rejects.toMatchObject({ code: 'notFound', detail: { what: 'item' } });
  });

  it('are named without what is in them', async () => {
    const secrets = [{ id: idOf(1), secret: ada.secretOf(idOf(1)) }];
    const named = await ada.logic.handle('nameMany', { secrets, fields: [{ id: idOf(1), field: 'KEY' }] });
    const [opened] = await open([idOf(1), 'KEY']);
    expect(named).toEqual([{ fieldId: opened?.fieldId, fieldName: opened?.fieldName }]);
  });

  it('are not opened where an item was put into the trash since it was located', async () => {
    await ada.mark([idOf(2)], { trashed: true });
    const gone = { code: 'notFound', detail: { what: 'item', reason: '1' } };
    await expect(open([idOf(1), 'key'], [idOf(2), null])).rejects.toMatchObject(gone);
  });
});

describe('a statement who somebody is', () => {
  const asked = { issuer: 'urn:strongroom:1', audience: 'https://service.example', now: atNoon + 999, seconds: 300 };
  const claimsOf = (token: string): unknown => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

  it('names the person, the audience and its time in whole seconds, and the program where one asked', async () => {
    const claims = { iss: asked.issuer, sub: 'ada', aud: asked.audience, iat: atNoon / 1000, exp: atNoon / 1000 + 300 };
    const own = await ada.logic.handle('signIdentity', { ...asked, program: null });
    expect(claimsOf(own)).toEqual({ ...claims, jti: expect.any(String) });
    const programs = await ada.logic.handle('signIdentity', { ...asked, program: 'ci' });
    expect(claimsOf(programs)).toEqual({ ...claims, jti: expect.any(String), azp: 'ci' });
  });

  it('is never the same twice', async () => {
    const tokens = [0, 1].map(() => ada.logic.handle('signIdentity', { ...asked, program: null }));
    const [first, second] = await Promise.all(tokens);
    expect(first).not.toBe(second);
  });
});
