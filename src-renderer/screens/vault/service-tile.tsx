import type { ItemSummary } from '../../../src-shared/items.ts';
import { serviceWithId } from '../../../src-shared/services/services.ts';
import type { Service } from '../../../src-shared/services/service.ts';
import kindClasses from './kinds.module.css';
import { KindTile } from './kinds.tsx';
import classes from './services.module.css';

/** Two letters of a name: of its first two words, or of the one it has. */
export function monogramOf(name: string): string {
  const [first = '', second] = name.split(/[\s.]+/).filter(Boolean);
  return second === undefined
    ? `${first.slice(0, 1).toUpperCase()}${first.slice(1, 2).toLowerCase()}`
    : `${first[0] ?? ''}${second[0] ?? ''}`.toUpperCase();
}

const tints = 6;
const tintOf = (id: string): number => [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % tints;

/** A service on a neutral tile: its letters, nobody's mark. */
export function ServiceTile({ service, size = 34 }: { readonly service: Service; readonly size?: number }) {
  return (
    <span
      className={`${kindClasses['tile'] ?? ''} ${classes['monogram'] ?? ''}`}
      data-tint={tintOf(service.id)}
      data-size={size >= 44 ? 'large' : 'small'}
      aria-hidden="true"
    >
      {monogramOf(service.name)}
    </span>
  );
}

/** The tile of an item: its service's where it has one, else its kind's. */
export function ItemTile({ item, size = 36 }: { readonly item: Pick<ItemSummary, 'kind' | 'service'>; readonly size?: number }) {
  const service = serviceWithId(item.service);
  return service === null ? <KindTile kind={item.kind} size={size} /> : <ServiceTile service={service} size={size} />;
}
