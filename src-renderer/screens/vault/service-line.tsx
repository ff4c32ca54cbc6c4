import { Button, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import { serviceOf, serviceWithId } from '../../../src-shared/services/services.ts';
import type { Draft } from './draft.ts';
import { useFieldNames } from './field-names.ts';
import { recognisedIn, withService } from './service-draft.ts';
import { ServiceTile } from './service-tile.tsx';
import classes from './services.module.css';

interface ServiceLineProps {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}

/** Which service the item under edit is of; or, where a value tells one by its form, the offer of its fields. */
export function ServiceLine({ draft, onDraft }: ServiceLineProps) {
  const { t } = useTranslation();
  const names = useFieldNames();
  const own = serviceWithId(draft.service);
  const found = recognisedIn(draft, serviceOf);
  if (own !== null) {
    return (
      <div className={classes['line']}>
        <ServiceTile service={own} />
        <Text size="sm" flex="1 1 120px">
          {t('service.of', { name: own.name })}
        </Text>
        <Button size="compact-sm" variant="subtle" onClick={() => onDraft({ ...draft, service: null })}>
          {t('service.remove', { name: own.name })}
        </Button>
      </div>
    );
  }
  return (
    <div role="status" className={found === null ? classes['waiting'] : undefined}>
      {found !== null && (
        <div className={classes['line']}>
          <ServiceTile service={found.service} />
          <Text size="sm" flex="1 1 120px">
            {t('service.looksLike', { name: found.service.name })}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => onDraft(withService(draft, found, found.holderId, names))}>
            {t('service.use')}
          </Button>
        </div>
      )}
    </div>
  );
}
