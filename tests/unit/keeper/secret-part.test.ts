import { beforeAll, describe, expect, it } from 'vitest';
import { sealPart } from '../../../src-main/crypto/vault-keys.ts';
import type { KeeperCall } from '../../../src-main/keeper/keeper-protocol.ts';
import { encodeJson, toBase64 } from '../../../src-main/keeper/sealed-json.ts';
import { openSecret, subtitleOf } from '../../../src-main/keeper/secret-part.ts';
import { tagOf } from '../../../src-main/crypto/aead.ts';
import { beginnings, flipped } from '../../helpers/damage.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';
import { atNoon, draftOf, idOf, newVault, type TestVault } from '../../helpers/keeper-vault.ts';

let ada: TestVault;
let bob: TestVault;
let firstRevision: Uint8Array;
const id = idOf('a');
const hidden = (value: string | null) => ({ id: 'key', name: 'Key', type: 'hidden', value }) as const;

beforeAll(async () => {
  [ada, bob] = [await newVault('ada'), await newVault('bob')];
  await ada.create(id, { fields: [hidden('before')] });
  firstRevision = ada.secretOf(id);
  await ada.update(id, 1, { fields: [hidden('after')] });
  await ada.create(idOf('b'));
  await bob.create(id, { fields: [hidden('of bob')] });
});

/** Every call that opens a secret, with this one in the place of the stored. */
const callsWith = (secret: Uint8Array): Promise<unknown>[] => {
  const inputs = {
    get: { id, secret },
    reveal: { id, fieldId: 'key', secret },
    update: { id, revision: 2, draft: draftOf(), secret, now: atNoon },
    duplicate: { id, newId: idOf('c'), secret, now: atNoon },
    mark: { items: [{ id, secret }], mark: { favourite: true }, now: atNoon },
  };
  return Object.entries(inputs).map(([call, input]) => ada.logic.handle(call as KeeperCall, input as never));
};

async function refused(secret: Uint8Array): Promise<void> {
  await Promise.all(callsWith(secret).map((call) => expect(call).rejects.toMatchObject({ code: 'dataDamaged' })));
}

describe('the secret part of an item', () => {
  it('is refused by every call when it is an older revision, another item, or of another person', async () => {
    await refused(firstRevision);
    await refused(ada.secretOf(idOf('b')));
    await refused(bob.secretOf(id));
  });

  it('is refused when it is missing, cut, or has a bit turned', async () => {
    const secret = ada.secretOf(id);
    const entry = { summary: { id, revision: 2 }, secretTag: toBase64(tagOf(secret)) } as Parameters<typeof openSecret>[1];
    const cipher = await ada.cipher();
    expect(openSecret(cipher, entry, secret).fields).toEqual([hidden('after')]);
    for (const cut of beginnings(secret)) expect(() => openSecret(cipher, entry, cut)).toThrow('dataDamaged');
    for (let bit = 8; bit < secret.length * 8; bit += 1)
      expect(() => openSecret(cipher, entry, flipped(secret, bit))).toThrow('dataDamaged');
    await refused(new Uint8Array());
    await refused(flipped(secret, 150));
  });

  it('is refused from a later version, as its first byte or its shape says', async () => {
    const cipher = await ada.cipher();
    const later = sealPart(cipher, 'secret', id, 2, encodeJson({ fields: [], v: 3 }), fixedRandomness('later'));
    for (const blob of [later, Uint8Array.from([2, ...ada.secretOf(id).slice(1)])]) {
      const entry = { summary: { id, revision: 2 }, secretTag: toBase64(tagOf(blob)) } as Parameters<typeof openSecret>[1];
      expect(() => openSecret(cipher, entry, blob)).toThrow('dataFromNewerVersion');
    }
  });

  it('leaves everything as it was after being refused', async () => {
    await refused(firstRevision);
    expect(await ada.reveal(id, 'key')).toBe('after');
    expect(await ada.names()).toEqual(['Exchange', 'Exchange']);
  });

  it('of an item that nobody has is not found', async () => {
    const secret = ada.secretOf(id);
    const nobody = idOf('none');
    await expect(ada.logic.handle('get', { id: nobody, secret })).rejects.toMatchObject({ code: 'notFound', detail: { what: 'item' } });
    await expect(ada.reveal(nobody, 'key')).rejects.toMatchObject({ code: 'notFound', detail: { what: 'item' } });
    await expect(ada.reveal(id, 'other')).rejects.toMatchObject({ code: 'notFound', detail: { what: 'field' } });
  });
});

describe('the fields of an item', () => {
  it('come without concealed values, and say which are filled', async () => {
    const fields = [
      hidden('value'),
      { id: 'code', name: 'Code', type: 'totp', value: 'JBSWY3DPEHPK3PXP' },
      { id: 'notes', name: 'Notes', type: 'multiline', value: '' },
      { id: 'host', name: 'Host', type: 'text', value: 'db.local' },
    ] as const;
    await ada.create(idOf('views'), { fields: [...fields] });
    const detail = await ada.logic.handle('get', { id: idOf('views'), secret: ada.secretOf(idOf('views')) });
    expect(detail.fields.map(({ id, value, filled }) => [id, value, filled])).toEqual([
      ['key', null, true],
      ['code', null, true],
      ['notes', null, false],
      ['host', 'db.local', true],
    ]);
    expect(JSON.stringify(await ada.names())).not.toContain('seed');
  });

  it('keep what is stored where the draft says nothing, and start empty where nothing is stored', async () => {
    const own = idOf('keeps');
    await ada.create(own, { fields: [hidden('stored'), { id: 'new', name: 'New', type: 'text', value: null }] });
    expect(await ada.reveal(own, 'new')).toBe('');
    await ada.update(own, 1, { fields: [hidden(null), { id: 'late', name: 'Late', type: 'hidden', value: null }] });
    expect(await ada.reveal(own, 'key')).toBe('stored');
    expect(await ada.reveal(own, 'late')).toBe('');
    await expect(ada.reveal(own, 'new')).rejects.toMatchObject({ code: 'notFound' });
    await ada.update(own, 2, { fields: [hidden('')] });
    expect(await ada.reveal(own, 'key')).toBe('');
  });

  it('never show a concealed value by changing its type, unless it is typed anew', async () => {
    const own = idOf('types');
    await ada.create(own, { fields: [hidden('stored')] });
    for (const type of ['text', 'url', 'email'] as const) {
      const shown = ada.update(own, 1, { fields: [{ id: 'key', name: 'Key', type, value: null }] });
      await expect(shown).rejects.toMatchObject({ code: 'invalidInput', detail: { what: 'fields.key' } });
    }
    await ada.update(own, 1, { fields: [{ id: 'key', name: 'Key', type: 'multiline', value: null }] });
    expect(await ada.reveal(own, 'key')).toBe('stored');
    await ada.update(own, 2, { fields: [{ id: 'key', name: 'Key', type: 'text', value: 'typed' }] });
    expect(await ada.reveal(own, 'key')).toBe('typed');
  });
});

describe('the subtitle', () => {
  const field = (type: 'text' | 'hidden' | 'totp' | 'multiline' | 'url' | 'email', value: string) => ({
    id: type,
    name: type,
    type,
    value,
  });

  it('is the first shown value that there is, and never a concealed one', () => {
    const concealed = [field('hidden', 'a'), field('totp', 'b'), field('multiline', 'c')];
    expect(subtitleOf(concealed)).toBe('');
    expect(subtitleOf([...concealed, field('text', '  '), field('url', ' https://x '), field('email', 'y@z')])).toBe('https://x');
  });

  it('is at most a hundred characters long', () => {
    expect(subtitleOf([field('text', 'x'.repeat(101))])).toBe('x'.repeat(100));
  });
});
