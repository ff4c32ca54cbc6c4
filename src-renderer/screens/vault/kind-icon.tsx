import {
  type Icon,
  IconCertificate,
  IconCode,
  IconDatabase,
  IconFileText,
  IconKey,
  IconLogin2,
  IconNote,
  IconTerminal2,
} from '@tabler/icons-react';
import type { ItemKind } from '../../../src-shared/items.ts';

const icons: Readonly<Record<ItemKind, Icon>> = {
  apiKey: IconKey,
  login: IconLogin2,
  sshKey: IconTerminal2,
  database: IconDatabase,
  envSet: IconCode,
  certificate: IconCertificate,
  note: IconNote,
  document: IconFileText,
};

/** The picture of a kind; its name always stands beside it or in a label. */
export function KindIcon({ kind, size = 18 }: { readonly kind: ItemKind; readonly size?: number }) {
  const Picture = icons[kind];
  return <Picture size={size} stroke={1.7} aria-hidden="true" />;
}
