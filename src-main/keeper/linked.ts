import type { KeeperOutput } from './keeper-protocol.ts';
import type { VaultIndex } from './vault-index.ts';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Both directions of an item's links, from the index alone; what is in the trash counts as there. */
export function linkedOf(index: VaultIndex, id: string): KeeperOutput<'linked'> {
  const links = index.get(id).summary.links.map((link) => ({ id: link, item: index.find(link)?.summary ?? null }));
  const backlinks = [...index.entries()].flatMap(({ summary }) => (summary.links.includes(id) ? [summary] : []));
  return { links, backlinks: backlinks.toSorted((a, b) => collator.compare(a.name, b.name)) };
}
