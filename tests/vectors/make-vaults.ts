import { loadEstimator } from '../../src-main/keeper/strength.ts';
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
export type WrittenVault = ReturnType<typeof written>;

export const readVault = ({ vault, items }: WrittenVault): { vault: VaultRows; items: ReadonlyMap<string, SealedItem> } => ({
  vault: {
    ...vault,
    head: bytesOf(vault.head),
    snapshot: bytesOf(vault.snapshot),
    changes: vault.changes.map(({ generation, blob }) => ({ generation, blob: bytesOf(blob) })),
  },
  items: new Map(items.map((item) => [item.id, { ...item, summary: bytesOf(item.summary), secret: bytesOf(item.secret) }])),
});

/** A vault of the format in which items have links, a service, a playbook and a history: a folded part, then changes that stay in the log. */
export async function makeVaultV3(): Promise<WrittenVault> {
  // What is judged when saved must not hang on whether somebody has loaded the dictionaries before.
  await loadEstimator();
  const ada = await newVault('ada');
  await ada.create(idOf(1), { name: 'Börse', tags: ['prod', 'eu'], expiresAt: 1_900_000_000_000, askBeforeUse: true });
  await ada.create(idOf(2), { name: 'gone', kind: 'note', fields: [] });
  await ada.create(idOf(3), {
    ...{ name: 'Model', service: 'openai', links: [idOf(1)] },
    playbook: { page: 'https://example.org/keys', steps: 'Make a new one.\nRevoke the old one.' },
  });
  await ada.update(idOf(1), 1, { name: 'Börse EU', favourite: true });
  await ada.mark([idOf(2)], { trashed: true });
  await ada.write('purge', { ids: [idOf(2)] });
  const put = (id: number, key: string, value: string) =>
    ada.write('putRecord', { id: idOf(id), collection: 'notes', key, value, expect: 'any', now: 1_800_000_000_003 });
  await put(4, 'first', '{"text":"Börse"}');
  await ada.compact();
  await put(5, 'first', '{"text":"Börse EU"}');
  await ada.mark([idOf(1)], { favourite: false });
  await ada.write('startRotation', {
    ...{ id: idOf(3), revision: 1, fieldId: 'key', value: 'canary-new', secret: ada.secretOf(idOf(3)), now: 1_800_000_000_004 },
  });
  const fileId = idOf('file');
  await ada.logic.handle('beginFile', { fileId });
  await ada.logic.handle('sealFile', { fileId, plain: new TextEncoder().encode('a plan'), ends: true });
  await ada.write('attach', {
    ...{ id: idOf(3), secret: ada.secretOf(idOf(3)), now: 1_800_000_000_005 },
    file: { id: fileId, name: 'plan.txt', type: 'text/plain', bytes: 6, addedAt: 1_800_000_000_005 },
  });
  return written(ada);
}
