import { Box, Button, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { ItemDetail as Detail } from '../../../src-shared/items.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFieldNames } from './field-names.ts';
import { FieldRow } from './field-row.tsx';
import { AttachmentsSection } from './attachments-section.tsx';
import { HistoryLink } from './history-link.tsx';
import { ItemHead } from './item-head.tsx';
import { ItemUses } from './item-uses.tsx';
import { LinkedSection } from './linked/linked-section.tsx';
import { ItemMarks, TrashBar } from './item-marks.tsx';
import { RotationSection } from './rotation-section.tsx';
import { SshSection } from './ssh-section.tsx';
import { timeText } from './times.ts';
import type { ItemActions } from './use-item-actions.tsx';
import { UsageSection, useCountedUses } from './usage-section.tsx';
import { setupAddress, useCodes } from './use-codes.tsx';
import { useLate } from '../../components/use-late.ts';
import { useRevealed } from './use-revealed.ts';
import classes from './vault.module.css';

interface ItemDetailProps {
  readonly id: string;
  /** Changes with every change of the vault. */
  readonly version: number;
  readonly actions: ItemActions;
  readonly onEdit: (item: Detail) => void;
  /** To the trash, or out of it for good. */
  readonly onRemove: (item: Detail) => void;
  readonly onRestore: (item: Detail) => void;
  readonly onSelect: (id: string | null) => void;
  readonly onTag: (tag: string) => void;
}

/** One item whole; its hidden values stay where they are until asked for. */
export function ItemDetail({ id, version, actions, onEdit, onRemove, onRestore, onSelect, onTag }: ItemDetailProps) {
  const { t, i18n } = useTranslation();
  const { item, failure, retry } = useItem(id, version);
  const late = useLate(item === null && failure === null);
  const { counted, uses } = useCountedUses(actions);
  const tellOfCopy = useTellOfCopy();
  if (failure !== null) {
    return (
      <Stack className={classes['page']} align="flex-start">
        <FailureNotice failure={failure} />
        {failure.code === 'dataDamaged' && <Text size="sm">{t('vault.detail.onlyThis')}</Text>}
        <Button variant="default" onClick={retry}>
          {t('action.retry')}
        </Button>
      </Stack>
    );
  }
  if (item === null) return late && <Placeholder />;
  const duplicate = async (): Promise<void> => {
    const copy = await actions.duplicate(id);
    if (copy === null) return;
    onSelect(copy);
    if (leavesBehind(item)) tellOfCopy(item.name);
  };
  return (
    <article className={classes['page']} aria-label={item.name}>
      <ItemHead
        item={item}
        onFavour={() => void actions.favour(item)}
        onEdit={() => onEdit(item)}
        onDuplicate={() => void duplicate()}
        onKind={(kind) => void actions.mark(id, { kind }, t('items.did.kind', { kind: t(`vault.kind.${kind}`) }))}
        onRemove={() => onRemove(item)}
      />
      {item.trashedAt !== null && <TrashBar onRestore={() => onRestore(item)} onPurge={() => onRemove(item)} />}
      <ItemMarks item={item} onTag={onTag} />
      {item.fields.length > 0 ? (
        <Fields item={item} actions={counted} />
      ) : (
        <div className={classes['noFields']}>
          <Text size="sm" c="dimmed">
            {t('vault.detail.noFields')}
          </Text>
          {item.trashedAt === null && (
            <Button size="compact-sm" variant="default" onClick={() => onEdit(item)}>
              {t('vault.detail.fillIn')}
            </Button>
          )}
        </div>
      )}
      <SshSection item={item} actions={actions} />
      <RotationSection item={item} actions={actions} />
      <AttachmentsSection item={item} />
      <LinkedSection {...{ item, version, actions }} onOpen={onSelect} />
      <ItemUses item={item} />
      <UsageSection item={item} version={version} uses={uses} />
      <Text size="xs" c="dimmed" mt={4}>
        {t('vault.detail.changed', { date: timeText(item.updatedAt, i18n.language) })} ·{' '}
        {t('vault.detail.created', { date: timeText(item.createdAt, i18n.language) })}
      </Text>
      <HistoryLink {...{ item, actions }} />
    </article>
  );
}

/** Whether a copy begins without something that this item has. */
const leavesBehind = ({ attachments, versions, rotation }: Detail): boolean => attachments.length > 0 || versions > 0 || rotation !== null;

function useTellOfCopy(): (name: string) => void {
  const { t } = useTranslation();
  return (name) =>
    void notifications.show({
      ...{ color: 'gray', autoClose: 8000, message: t('items.copyLeaves', { name }) },
      closeButtonProps: { 'aria-label': t('action.close') },
    });
}

function Fields({ item, actions }: { readonly item: Detail; readonly actions: ItemActions }) {
  const names = useFieldNames();
  const revealed = useRevealed(item.revision, (fieldId) => actions.reveal(item.id, fieldId));
  const codes = useCodes(item, actions);
  return (
    <Paper withBorder radius="md" bg="var(--sr-panel)">
      {item.fields.map((field) => (
        <FieldRow
          key={field.id}
          name={names.beside(item.kind, field)}
          field={field}
          revealed={revealed.valueOf(field.id)}
          onReveal={() => void revealed.toggle(field.id)}
          onCopy={() => actions.copy(item.id, field.id)}
          onCopyReference={item.trashedAt === null ? () => actions.copyReference(item, field) : null}
          code={codes.of(field)}
          onShowQr={() => revealed.again(field.id)}
          qrTextOf={(value) => (field.type === 'totp' ? setupAddress(value, item.name) : value)}
        />
      ))}
    </Paper>
  );
}

interface Loaded {
  readonly item: Detail | null;
  readonly failure: Failure | null;
}

/** The item as stored; it stays on the screen while a newer one is on its way. */
function useItem(id: string, version: number): Loaded & { retry(): void } {
  const [loaded, setLoaded] = useState<Loaded>({ item: null, failure: null });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let current = true;
    call('items.get', { id }).then(
      (item) => current && setLoaded({ item, failure: null }),
      (error: unknown) => current && setLoaded({ item: null, failure: failureOf(error) }),
    );
    return () => {
      current = false;
    };
  }, [id, version, tries]);
  const retry = useCallback(() => setTries((before) => before + 1), []);
  return { ...loaded, retry };
}

function Placeholder() {
  return (
    <Box className={classes['page']} aria-hidden="true">
      <Skeleton h={48} w={48} radius={12} mb="lg" />
      <Skeleton h={180} radius="md" />
    </Box>
  );
}
