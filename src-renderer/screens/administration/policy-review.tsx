import { Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import type { Failure } from '../../../src-shared/errors.ts';
import type { Policy, PolicyKey, PolicyPreview, PolicyView } from '../../../src-shared/policy.ts';
import { call } from '../../api.ts';
import { Failed } from '../../components/answer-frame.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import classes from './policy.module.css';
import { useAnswer } from './use-answer.ts';
import { useTexts } from './use-texts.ts';
import { useValueText } from './use-value-text.ts';

interface PolicyReviewProps {
  readonly view: PolicyView;
  readonly wanted: Policy;
  readonly keys: readonly PolicyKey[];
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly onSave: () => void;
  readonly onBack: () => void;
}

/** Every change once more, before and after, with what it does and to whom at this moment. */
export function PolicyReview({ view, wanted, keys, busy, failure, onSave, onBack }: PolicyReviewProps) {
  const { t } = useTranslation();
  const valueText = useValueText();
  const preview = useAnswer(() => call('policy.preview', wanted), JSON.stringify(wanted), 0);
  return (
    <Dialog onClose={onBack} title={t('review.title', { count: keys.length })} size={760}>
      <Stack>
        <div className={classes['review']}>
          <Table fz="sm" verticalSpacing={8} aria-label={t('review.title', { count: keys.length })}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('review.entry')}</Table.Th>
                <Table.Th>{t('review.before')}</Table.Th>
                <Table.Th>{t('review.after')}</Table.Th>
                <Table.Th>{t('review.concerns')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keys.map((key) => (
                <Table.Tr key={key} data-review={key}>
                  <Table.Th scope="row" fw={550}>
                    {t(`oversight.policy.label.${key}`)}
                  </Table.Th>
                  <Table.Td className={classes['before'] ?? ''}>{valueText(key, view.policy)}</Table.Td>
                  <Table.Td className={classes['before'] ?? ''} fw={600}>
                    {valueText(key, wanted)}
                  </Table.Td>
                  <Table.Td aria-busy={preview.value === null}>
                    <Effect found={preview.value?.find((effect) => effect.key === key)} waiting={preview.value === null} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
        {preview.failure !== null && <Failed failure={preview.failure} onRetry={preview.retry} />}
        <FailureNotice failure={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus disabled={busy} onClick={onBack}>
            {t('review.back')}
          </Button>
          <Button loading={busy} onClick={onSave}>
            {t('review.save')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Effect({ found, waiting }: { readonly found: PolicyPreview[number] | undefined; readonly waiting: boolean }) {
  const { t } = useTranslation();
  const texts = useTexts();
  if (waiting) return <Skeleton h={14} w="80%" aria-label={t('review.looking')} />;
  if (found === undefined) return t('review.effect.next');
  const { effect, count, people, more } = found;
  const told =
    effect === 'next' || effect === 'sealed' || effect === 'second'
      ? t(`review.effect.${effect}`)
      : count === 0
        ? t(`review.effect.${effect}_zero`)
        : t(`review.effect.${effect}`, { count: count ?? 0, number: texts.number(count ?? 0) });
  return (
    <>
      {told}
      {people.length > 0 && (
        <Text size="xs" c="dimmed" mt={2}>
          {texts.list(more > 0 ? [...people, t('review.more', { count: more })] : people)}
        </Text>
      )}
    </>
  );
}
