import { Button, Group, List, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { PolicyView } from '../../../src-shared/policy.ts';
import { call } from '../../api.ts';
import { useAppStore } from '../../stores/app-store.ts';
import { Confirm } from './confirm.tsx';
import { Card } from './frame.tsx';
import type { Answer } from './use-answer.ts';
import { useTell } from '../../components/use-tell.ts';
import { useTexts } from './use-texts.ts';

/** What the kill switch does, and the way to turn it on or lift it. */
export function KillSwitchCard({ policy }: { readonly policy: Answer<PolicyView> }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const [asking, setAsking] = useState(false);
  const load = useAppStore((state) => state.load);
  const on = policy.value?.killSwitch ?? null;
  const turnOn = async (): Promise<void> => {
    await call('killSwitch.turnOn');
    setAsking(false);
    // This window is signed out too.
    await load();
  };
  return (
    <Card title={t('oversight.killSwitch.title')}>
      {on === null ? (
        <>
          <Text size="sm">{t('oversight.killSwitch.text')}</Text>
          <Text size="sm" mt="xs">
            {t('oversight.killSwitch.does')}
          </Text>
          <List size="sm" mt={4} mb="xs">
            {(['lock', 'end', 'close'] as const).map((effect) => (
              <List.Item key={effect}>{t(`oversight.killSwitch.effects.${effect}`)}</List.Item>
            ))}
          </List>
          <Text size="sm">{t('oversight.killSwitch.keeps')}</Text>
          <Button mt="md" color="red.9" leftSection={<IconHandStop size={18} />} onClick={() => setAsking(true)}>
            {t('oversight.killSwitch.turnOn')}
          </Button>
        </>
      ) : (
        <Group justify="space-between">
          <Text size="sm">{t('oversight.killSwitch.onSince', { time: texts.time(on.at) })}</Text>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('oversight.killSwitch.lift')}
          </Button>
        </Group>
      )}
      {asking && on === null && <TurnOn onGo={turnOn} onStay={() => setAsking(false)} />}
      {asking && on !== null && (
        <LiftKillSwitch
          onStay={() => setAsking(false)}
          onLifted={() => {
            setAsking(false);
            policy.retry();
          }}
        />
      )}
    </Card>
  );
}

function TurnOn({ onGo, onStay }: { readonly onGo: () => Promise<void>; readonly onStay: () => void }) {
  const { t } = useTranslation();
  const word = t('oversight.killSwitch.word');
  return (
    <Confirm
      title={t('oversight.killSwitch.confirmTitle')}
      go={t('oversight.killSwitch.turnOn')}
      danger
      typed={{ label: t('administration.typed', { word }), word }}
      onGo={onGo}
      onStay={onStay}
    >
      <Text size="sm">{t('oversight.killSwitch.confirmText')}</Text>
    </Confirm>
  );
}

/** Asks before joining is possible again. */
export function LiftKillSwitch({ onLifted, onStay }: { readonly onLifted: () => void; readonly onStay: () => void }) {
  const { t } = useTranslation();
  const { tell } = useTell();
  return (
    <Confirm
      title={t('oversight.killSwitch.liftTitle')}
      go={t('oversight.killSwitch.lift')}
      onStay={onStay}
      onGo={async () => {
        await call('killSwitch.lift');
        tell(t('oversight.killSwitch.lifted'));
        onLifted();
      }}
    >
      <Text size="sm">{t('oversight.killSwitch.liftText')}</Text>
    </Confirm>
  );
}
