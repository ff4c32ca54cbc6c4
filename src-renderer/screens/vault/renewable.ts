import type { ItemKind } from '../../../src-shared/items.ts';

/** The kinds whose hidden values somebody issues. */
const renewable: ReadonlySet<ItemKind> = new Set(['apiKey', 'login', 'database', 'envSet']);

/** Whether hidden values of this kind are renewed by the playbook, with the old one kept until the new one is in use. */
export const isRenewable = (kind: ItemKind): boolean => renewable.has(kind);
