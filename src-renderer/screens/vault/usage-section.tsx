import { Button, Collapse, Group, Text } from '@mantine/core';
import { useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Output } from '../../../src-shared/contract/index.ts';
import type { Usage } from '../../../src-shared/health.ts';
import type { ItemSummary } from '../../../src-shared/items.ts';
import { call, onEvent } from '../../api.ts';
import { useNow } from '../../components/use-now.ts';
import { agoText } from '../notifications/ago.ts';
import { dateText, timeText } from './times.ts';
import type { ItemActions } from './use-item-actions.tsx';
import classes from './vault.module.css';

interface UsageSectionProps {
  readonly item: ItemSummary;
  /** Changes with every change of the vault. */
  readonly version: number;
  /** Changes where a value was just revealed or copied. */
  readonly uses: number;
}

type ItemUsage = Output<'items.usage'>;

/** When and by what an item was used last, in a line; the uses before that on demand. */
export function UsageSection({ item, version, uses: used }: UsageSectionProps) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const now = useNow();
  const { usage, failed } = useUsage(item.id, `${version} ${used} ${useGiven(item.id)} ${now}`);
  const by = useByText();
  if (failed)
    return (
      <Text size="xs" c="dimmed">
        {t('usage.failed')}
      </Text>
    );
  if (usage === null) return null;
  const [last] = usage.uses;
  const ago = (at: number): string => agoText(at, now, i18n.language) ?? t('usage.justNow');
  return (
    <section aria-label={t('usage.title')}>
      <Group gap="xs" mt="md">
        <Text size="xs" c="dimmed">
          {last === undefined ? neverText() : t('usage.last', { by: by(last), ago: ago(last.at) })}
        </Text>
        {usage.uses.length > 1 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-expanded={open}
            aria-controls={listId}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'usage.hide' : 'usage.show')}
          </Button>
        )}
      </Group>
      <Collapse expanded={open} id={listId}>
        <ul className={classes['usedBy']} aria-label={t('usage.list')}>
          {usage.uses.map((use, at) => (
            // Two uses within a millisecond are told apart by their place alone.
            <li key={`${use.at} ${at}`}>
              {t(`usage.action.${actionOf(use)}`)} {by(use)} ·{' '}
              <time dateTime={new Date(use.at).toISOString()}>{timeText(use.at, i18n.language)}</time>
            </li>
          ))}
        </ul>
      </Collapse>
    </section>
  );

  function neverText(): string {
    if (usage === null || usage.since === null) return t('usage.unknown');
    const created = item.createdAt >= usage.since;
    return t(created ? 'usage.neverCreated' : 'usage.never', { date: dateText(created ? item.createdAt : usage.since, i18n.language) });
  }
}

const actionOf = ({ action }: Usage): 'revealed' | 'copied' | 'given' | 'other' =>
  action === 'item.revealed' || action === 'item.codeShown'
    ? 'revealed'
    : action === 'item.copied' || action === 'item.codeCopied'
      ? 'copied'
      : action === 'secret.used'
        ? 'given'
        : 'other';

function useByText(): (use: Usage) => string {
  const { t } = useTranslation();
  return ({ program, client }) => {
    if (program !== null) return t('usage.by.named', { name: program });
    return t(client === 'desktop' ? 'usage.by.window' : client === 'cli' ? 'usage.by.terminal' : 'usage.by.program');
  };
}

/** `when` changes where it has to be asked anew; what is shown stays until the answer is there. */
function useUsage(id: string, when: string): { readonly usage: ItemUsage | null; readonly failed: boolean } {
  const [loaded, setLoaded] = useState<{ usage: ItemUsage | null; failed: boolean }>({ usage: null, failed: false });
  useEffect(() => {
    let current = true;
    call('items.usage', { id }).then(
      (usage) => current && setLoaded({ usage, failed: false }),
      () => current && setLoaded((before) => ({ ...before, failed: before.usage === null })),
    );
    return () => {
      current = false;
    };
  }, [id, when]);
  return loaded;
}

/** How often a program was given a value of this item since it is on the screen. */
function useGiven(id: string): number {
  const [given, setGiven] = useState(0);
  useEffect(() => onEvent('items.used', ({ ids }) => setGiven((before) => before + Number(ids.includes(id)))), [id]);
  return given;
}

/** The actions, and how often one of them has used a value of this item. */
export function useCountedUses(actions: ItemActions): { readonly counted: ItemActions; readonly uses: number } {
  const [uses, setUses] = useState(0);
  const counted = useMemo((): ItemActions => {
    const after = async <T,>(work: Promise<T>): Promise<T> => {
      const result = await work;
      setUses((before) => before + 1);
      return result;
    };
    return {
      ...actions,
      reveal: (id, fieldId) => after(actions.reveal(id, fieldId)),
      copy: (id, fieldId) => after(actions.copy(id, fieldId)),
      copyCode: (id, fieldId) => after(actions.copyCode(id, fieldId)),
    };
  }, [actions]);
  return { counted, uses };
}
