import { Button } from '@mantine/core';
import { IconClockPlay, IconHash, IconId, IconKey } from '@tabler/icons-react';
import type { GrantScope, GrantView } from '../../../src-shared/agent/programs.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Mark } from '../administration/frame.tsx';
import { useTexts } from '../administration/use-texts.ts';
import classes from './programs.module.css';
import { useUntilText } from './use-until-text.ts';

const icons = { item: IconKey, tag: IconHash, identity: IconId } as const satisfies Record<GrantScope['type'], unknown>;

/** One consent: for what, how, how long, and how often it was used. */
export function GrantRow({ grant, onRevoke }: { readonly grant: GrantView; readonly onRevoke: () => void }) {
  const { t } = useTranslation();
  const { what, how } = useGrantTexts(grant);
  const untilText = useUntilText();
  const { leaseUntil, scope, programName } = grant;
  const Icon = icons[scope.type];
  return (
    <li className={classes['grant']}>
      <Icon size={17} stroke={1.7} aria-hidden="true" />
      <div className={classes['grantTexts']}>
        <div className={classes['what']}>
          <bdi>{what}</bdi>
          {leaseUntil !== null && leaseUntil > Date.now() && (
            <Mark tone="warn" icon={<IconClockPlay size={14} aria-hidden="true" />}>
              {t('programs.lease', { time: untilText(leaseUntil) })}
            </Mark>
          )}
        </div>
        <div className={classes['how']}>{how}</div>
      </div>
      <Button size="compact-xs" variant="subtle" aria-label={t('programs.revokeOf', { name: programName, what })} onClick={onRevoke}>
        {t('programs.revoke')}
      </Button>
    </li>
  );
}

function useGrantTexts({ scope, itemName, use, duration, expiresAt, uses, lastUsedAt }: GrantView): {
  readonly what: string;
  readonly how: string;
} {
  const { t } = useTranslation();
  const texts = useTexts();
  const untilText = useUntilText();
  const what = {
    item: () => itemName ?? t('programs.gone'),
    tag: () => (scope.type === 'tag' ? t('programs.tagged', { tag: scope.tag }) : ''),
    identity: () => (scope.type === 'identity' ? t('programs.identity', { audience: scope.audience }) : ''),
  }[scope.type]();
  const how = [
    ...(scope.type === 'identity' ? [] : [t(`programs.use.${use}`)]),
    expiresAt === null ? t(`programs.duration.${duration}`) : t('programs.until', { time: untilText(expiresAt) }),
    lastUsedAt === null
      ? t('programs.unused')
      : t('programs.used', { count: uses, number: texts.number(uses), time: texts.ago(lastUsedAt) }),
  ];
  return { what, how: how.join(' · ') };
}
