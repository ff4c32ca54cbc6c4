import { Button, Group, Stack, Text } from '@mantine/core';
import { combinationsOf } from '../../commands/bindings.ts';
import { type CommandId, commandGroups, commandIds, commandOf } from '../../commands/commands.ts';
import { Keys } from '../../components/keys.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useAppStore } from '../../stores/app-store.ts';
import { usePageStore } from '../../stores/page-store.ts';
import { usePreferencesStore } from '../../stores/preferences-store.ts';
import { Dialog } from '../administration/dialog.tsx';
import classes from './shortcuts.module.css';

/** Every command that has keys, and which. */
export function ShortcutsSheet() {
  const { t } = useTranslation();
  const { show, go } = usePageStore();
  const shortcuts = useAppStore((state) => state.preferences.shortcuts);
  const close = (): void => show(null);
  const change = (): void => {
    close();
    usePreferencesStore.getState().go('keyboard');
    go('preferences');
  };
  const withKeys = (group: (typeof commandGroups)[number]): CommandId[] =>
    commandIds.filter((id) => commandOf(id).group === group && combinationsOf(id, shortcuts).length > 0);
  return (
    <Dialog title={t('shortcuts.title')} onClose={close} size="xl">
      <Stack>
        <div className={classes['sheet']}>
          {commandGroups.map((group) => (
            <section key={group} className={classes['group']} aria-label={t(`commandGroups.${group}`)}>
              <Text component="h3" size="xs" fw={600} c="dimmed" m={0}>
                {t(`commandGroups.${group}`)}
              </Text>
              <dl className={classes['lines']}>
                {withKeys(group).map((id) => (
                  <div key={id} className={classes['line']}>
                    <dt>{t(commandOf(id).title)}</dt>
                    <dd>
                      {combinationsOf(id, shortcuts).map((combination) => (
                        <Keys key={combination} of={combination} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={change}>
            {t('shortcuts.change')}
          </Button>
          <Button data-autofocus onClick={close}>
            {t('action.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
