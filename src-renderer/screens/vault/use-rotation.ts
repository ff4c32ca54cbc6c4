import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { concealedTypes, type ItemDetail, type Playbook } from '../../../src-shared/items.ts';
import { call, failureOf } from '../../api.ts';
import { tellingIn } from '../../components/use-tell.ts';

/** What can be done about a renewal; a failure is told and answered with false or null. */
export interface RotationActions {
  /** `same`: the value is the stored one, which isn't told by itself. */
  start(fieldId: string, value: string): Promise<'started' | 'same' | 'failed'>;
  /** `expiresAt` undefined leaves the day as it is. */
  confirm(expiresAt: number | null | undefined): Promise<boolean>;
  takeBack(): Promise<boolean>;
  revealPrevious(): Promise<string | null>;
  copyPrevious(): Promise<boolean>;
  copyText(text: string): Promise<boolean>;
  savePlaybook(playbook: Playbook | null): Promise<boolean>;
}

export function useRotation(item: ItemDetail): RotationActions {
  const { t } = useTranslation();
  return useMemo(() => {
    const { id, revision } = item;
    const closeButtonProps = { 'aria-label': t('action.close') };
    const tell = (message: string): void => void notifications.show({ color: 'teal', autoClose: 3000, message, closeButtonProps });
    const { told, copied, tellFailure, ...telling } = tellingIn(t);
    const done = async (work: Promise<unknown>, message?: string): Promise<boolean> => {
      const ok = await telling.done(work);
      if (ok && message !== undefined) tell(message);
      return ok;
    };
    return {
      async start(fieldId, value) {
        try {
          await call('items.startRotation', { id, revision, fieldId, value });
        } catch (error) {
          if (failureOf(error).code === 'invalidInput') return 'same';
          tellFailure(error);
          return 'failed';
        }
        tell(t('rotation.started'));
        return 'started';
      },
      confirm: (expiresAt) =>
        done(call('items.confirmRotation', { id, revision, ...(expiresAt === undefined ? {} : { expiresAt }) }), t('rotation.confirmed')),
      takeBack: () => done(call('items.takeBackRotation', { id, revision }), t('rotation.takenBack')),
      revealPrevious: async () => (await told(call('items.revealPrevious', { id })))?.value ?? null,
      copyPrevious: () => copied(call('items.copyPrevious', { id })),
      copyText: (text) => copied(call('generator.copy', { value: text })),
      savePlaybook: (playbook) => done(call('items.update', { id, revision, draft: { ...draftFrom(item), playbook } })),
    };
  }, [item, t]);
}

/** The item as it is stored: hidden values are kept where they are. */
const draftFrom = ({ kind, name, tags, favourite, expiresAt, fields }: ItemDetail) => ({
  ...{ kind, name, tags, favourite, expiresAt },
  fields: fields.map(({ id, name: fieldName, type, value }) => ({
    id,
    name: fieldName,
    type,
    value: concealedTypes.has(type) ? null : value,
  })),
});
