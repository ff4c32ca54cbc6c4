import { SimpleGrid, Text, TextInput, Title, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { limits } from '../../../src-shared/limits.ts';
import { servicesMatching, serviceWithId } from '../../../src-shared/services/services.ts';
import type { Service } from '../../../src-shared/services/service.ts';
import { ServiceTile } from './service-tile.tsx';
import classes from './services.module.css';

/** Shown before anything is typed: one for everybody. */
const first = ['openai', 'anthropic', 'github', 'aws', 'google-ai', 'stripe', 'hugging-face', 'bitget', 'binance']
  .map(serviceWithId)
  .filter((service) => service !== null);
const mostShown = 18;

/** The services whose fields, page and steps the app knows. Enter takes the first. */
export function ServicePicker({ order, onPick }: { readonly order: 2 | 3; readonly onPick: (service: Service) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const found = search.trim() === '' ? first : servicesMatching(search);
  const shown = found.slice(0, mostShown);
  const total = servicesMatching('').length;
  const more = search.trim() === '' ? total - first.length : found.length - shown.length;
  return (
    <section aria-label={t('service.title')}>
      <div className={classes['head']}>
        <Title order={order} fz="var(--sr-text-xl)">
          {t('service.title')}
        </Title>
        <TextInput
          size="xs"
          w={220}
          aria-label={t('service.search')}
          placeholder={t('service.search')}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          maxLength={limits.searchMaxCharacters}
          spellCheck={false}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && search !== '') {
              event.preventDefault();
              setSearch('');
            }
            if (event.key === 'Enter' && search.trim() !== '' && shown[0] !== undefined) {
              // The form that opens takes the focus, and would be sent by this very key.
              event.preventDefault();
              onPick(shown[0]);
            }
          }}
        />
      </div>
      <VisuallyHidden role="status">{search.trim() === '' ? '' : t('service.count', { count: found.length })}</VisuallyHidden>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('service.none')}
        </Text>
      )}
      <SimpleGrid type="container" cols={{ base: 1, '380px': 2, '560px': 3 }} spacing="xs">
        {shown.map((service) => (
          <button key={service.id} type="button" className={classes['service']} onClick={() => onPick(service)}>
            <ServiceTile service={service} />
            <span className={classes['serviceName']}>{service.name}</span>
          </button>
        ))}
      </SimpleGrid>
      {more > 0 && (
        <Text size="xs" c="dimmed" mt={8}>
          {t('service.more', { count: more })}
        </Text>
      )}
    </section>
  );
}
