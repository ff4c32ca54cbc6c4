import type { SealedItem, VaultRows } from '../../src-main/keeper/keeper-protocol.ts';
import { idOf, newVault, type TestVault } from '../helpers/keeper-vault.ts';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

/** A vault as the database holds it, with bytes in hex. */
const written = ({ stored }: TestVault) => ({
  vault: {
    ...stored.vault,
    head: hexOf(stored.vault.head),
    snapshot: hexOf(stored.vault.snapshot),
    changes: stored.vault.changes.map(({ generation, blob }) => ({ generation, blob: hexOf(blob) })),
  },
  items: [...stored.items.values()].map((item) => ({ ...item, summary: hexOf(item.summary), secret: hexOf(item.secret) })),
});
type Written = ReturnType<typeof written>;

export const readVault = ({ vault, items }: Written): { vault: VaultRows; items: ReadonlyMap<string, SealedItem> } => ({
  vault: {
    ...vault,
    head: bytesOf(vault.head),
    snapshot: bytesOf(vault.snapshot),
    changes: vault.changes.map(({ generation, blob }) => ({ generation, blob: bytesOf(blob) })),
  },
  items: new Map(items.map((item) => [item.id, { ...item, summary: bytesOf(item.summary), secret: bytesOf(item.secret) }])),
});

/** Everything that the first version could do with items, then a fold, then a change that stays in the log. */
async function fill(ada: TestVault): Promise<void> {
  await ada.create(idOf(1), { name: 'Börse', tags: ['prod', 'eu'], expiresAt: 1_900_000_000_000 });
  await ada.create(idOf(2), { name: 'gone', kind: 'note', fields: [] });
  await ada.update(idOf(1), 1, { name: 'Börse EU', favourite: true });
  await ada.mark([idOf(2)], { trashed: true });
  await ada.write('purge', { ids: [idOf(2)] });
  await ada.compact();
  await ada.mark([idOf(1)], { favourite: false });
}

/** A vault of the format before records; a vault that holds none of what came later is written the same today. */
export async function makeVaultV1(): Promise<Written> {
  const ada = await newVault('ada');
  await fill(ada);
  return written(ada);
}

/** A vault of the format with records and items that ask before they are used. */
export async function makeVaultV2(): Promise<Written> {
  const ada = await newVault('ada');
  await ada.create(idOf(1), { askBeforeUse: true });
  const put = (id: number, key: string, value: string) =>
    ada.write('putRecord', { id: idOf(id), collection: 'notes', key, value, expect: 'any', now: 1_800_000_000_003 });
  await put(2, 'first', '{"text":"Börse"}');
  await put(3, 'second', '[]');
  await ada.compact();
  await put(4, 'first', '{"text":"Börse EU"}');
  await ada.write('removeRecord', { collection: 'notes', key: 'second', expect: 'any' });
  return written(ada);
}
