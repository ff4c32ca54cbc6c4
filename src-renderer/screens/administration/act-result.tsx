import { Button, Group, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ActResult, Person } from '../../../src-shared/people.ts';
import classes from './import.module.css';
import { Dialog } from '../../components/dialog.tsx';

interface ActResultProps {
  readonly result: ActResult;
  readonly people: readonly Person[];
  readonly onRequests: () => void;
  readonly onClose: () => void;
}

/** What became of each, where not everything was simply done. */
export function ActResultDialog({ result: { done, requested, refused }, people, onRequests, onClose }: ActResultProps) {
  const { t } = useTranslation();
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.displayName ?? id;
  const title = refused.length > 0 ? t('administration.result.title') : t('administration.result.titleRequested');
  return (
    <Dialog onClose={onClose} title={title} size={520}>
      <Stack gap="sm">
        {done.length > 0 && <Text size="sm">{t('administration.result.done', { count: done.length })}</Text>}
        {requested.length > 0 && <Text size="sm">{t('administration.result.requested', { count: requested.length })}</Text>}
        {refused.length > 0 && (
          <ScrollArea.Autosize
            mah={300}
            className={classes['lines'] ?? ''}
            viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': title }}
          >
            <Table fz="sm" verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w="40%">{t('administration.result.refused')}</Table.Th>
                  <Table.Th>{t('administration.result.reason')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {refused.map(({ id, error }) => (
                  <Table.Tr key={id}>
                    <Table.Td>{nameOf(id)}</Table.Td>
                    <Table.Td>
                      {t(`errors.${error.code}.title`)}. {t(`errors.${error.code}.next`)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
        )}
        <Group justify="flex-end" gap="xs">
          {requested.length > 0 && (
            <Button variant="default" onClick={onRequests}>
              {t('administration.result.toRequests')}
            </Button>
          )}
          <Button data-autofocus onClick={onClose}>
            {t('action.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
