import { notifications } from '@mantine/notifications';
import { useEffect, useEffectEvent } from 'react';
import { call, onEvent } from '../../api.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useLinkStore } from '../../stores/link-store.ts';

/** Takes links to items, one that waited for the vault to be opened and those that come; `onVault` brings the vault up. */
export function useLinks(onVault: () => void): void {
  const { t } = useTranslation();
  const follow = useEffectEvent(async () => {
    const link = await call('links.take');
    if (link === null) return;
    const { item: name } = link;
    const found = await call('items.find', { item: name });
    const [only] = found;
    const closeButtonProps = { 'aria-label': t('action.close') };
    if (only === undefined) {
      notifications.show({ color: 'yellow', title: t('links.missingTitle', { name }), message: t('links.missingNext'), closeButtonProps });
      return;
    }
    onVault();
    if (found.length === 1) return useLinkStore.getState().lead({ type: 'item', id: only.id });
    useLinkStore.getState().lead({ type: 'name', name });
    notifications.show({ color: 'yellow', title: t('links.severalTitle', { name }), message: t('links.severalNext'), closeButtonProps });
  });
  useEffect(() => {
    // Locked meanwhile: the link has gone with the vault.
    const take = (): void => void follow().catch(() => undefined);
    take();
    return onEvent('link.waiting', take);
  }, []);
}
