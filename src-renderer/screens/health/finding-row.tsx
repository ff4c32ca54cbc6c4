import { Anchor, Button, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Finding, FindingItem, FindingPage } from '../../../src-shared/health.ts';
import { usePageStore } from '../../stores/page-store.ts';
import { useFieldNames } from '../vault/field-names.ts';
import { KindIcon } from '../vault/kinds.tsx';
import { isRenewable } from '../vault/renewable.ts';
import { dateText, distanceTo } from '../vault/times.ts';
import classes from './health.module.css';

interface FindingRowProps {
  readonly finding: Finding;
  readonly fieldNames: FindingPage['fieldNames'];
  readonly onAccept: () => void;
}

/** The item is opened for a change, but where there is something to look at first. */
const looks = new Set<Finding['kind']>(['rotating', 'unused']);
/** Where a date is what has to change. */
const dated = new Set<Finding['kind']>(['expired', 'expiring']);
const urgent = new Set<Finding['kind']>(['known', 'expired']);

/** One finding: what it is about, why, and the way to mend it. */
export function FindingRow({ finding, fieldNames, onAccept }: FindingRowProps) {
  const { t, i18n } = useTranslation();
  const names = useFieldNames();
  const { kind, items, total, at, accepted } = finding;
  const [first] = items;
  if (first === undefined) return null;
  const lead = ({ id }: FindingItem, edit: boolean | 'expiry'): void => usePageStore.getState().wishFor({ name: 'item', id, edit });
  const leadToMend = (item: FindingItem): void => {
    const { id, fieldId } = item;
    if (kind === 'old' && fieldId !== null && isRenewable(item.kind)) usePageStore.getState().renew({ id, fieldId });
    else lead(item, dated.has(kind) ? 'expiry' : !looks.has(kind));
  };
  const soon = kind === 'expiring' || kind === 'expired';
  const date = at === null ? '' : soon ? distanceTo(at, Date.now(), i18n.language) : dateText(at, i18n.language);
  const mend = t(`health.mend.${kind}`);
  /** '' where it is about the item. */
  const fieldOf = ({ id, kind: of, fieldId }: FindingItem): string => {
    const name = fieldId === null ? undefined : fieldNames[id]?.[fieldId];
    return fieldId === null ? '' : name === undefined ? names.of(of, fieldId) : names.shown(of, fieldId, name);
  };
  const field = fieldOf(first);
  // Two values of one item are two findings, and their buttons do different things.
  const name = field === '' ? first.name : t('health.ofField', { name: first.name, field });
  const label = { kind: t(`health.kind.${kind}`), name };
  return (
    <li className={classes['finding']} data-accepted={accepted || undefined}>
      <span className={classes['icon']} aria-hidden="true">
        <KindIcon kind={first.kind} />
      </span>
      <div className={classes['about']}>
        <div className={classes['names']}>
          {items.map((item) => (
            <span key={item.id} className={classes['name']}>
              <Anchor
                component="button"
                type="button"
                size="sm"
                fw={600}
                aria-label={t('health.open', { name: item.name })}
                onClick={() => lead(item, false)}
              >
                {item.name}
              </Anchor>
              <FieldName text={fieldOf(item)} />
            </span>
          ))}
          {total > items.length && (
            <Text size="sm" c="dimmed">
              {t('health.andMore', { count: total - items.length })}
            </Text>
          )}
          <span className={classes['kind']} data-urgent={urgent.has(kind) || undefined}>
            {label.kind}
          </span>
        </div>
        <Text size="sm" className={classes['why']}>
          {t(`health.text.${kind}`, { date, count: total })}
        </Text>
      </div>
      <div className={classes['acts']}>
        {!accepted && (
          <Button size="compact-sm" variant="light" aria-label={t('health.mendLabel', { mend, name })} onClick={() => leadToMend(first)}>
            {mend}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          data-accept
          aria-label={t(accepted ? 'health.takeBackLabel' : 'health.acceptLabel', label)}
          onClick={onAccept}
        >
          {t(accepted ? 'health.takeBack' : 'health.accept')}
        </Button>
      </div>
    </li>
  );
}

const FieldName = ({ text }: { readonly text: string }) =>
  text === '' ? null : (
    <Text size="sm" c="dimmed" component="span">
      {text}
    </Text>
  );
