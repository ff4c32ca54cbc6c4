import { Kbd, Table } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useModifier } from '../../components/use-modifier.ts';
import { Section } from './section.tsx';

/** Every key there is, by the names that stand on the keyboard. */
export function Shortcuts() {
  const { t } = useTranslation();
  const modifier = useModifier();
  const keys = [
    [t('shortcut.lock'), `${modifier} L`],
    [t('shortcut.lockEveryone'), `${modifier} ${t('key.shift')} L`],
    [t('shortcut.person'), `${modifier} 1…9`],
    [t('shortcut.search'), `${modifier} F`, '/'],
    [t('shortcut.new'), `${modifier} N`],
    [t('shortcut.save'), `${modifier} S`],
    [t('shortcut.copy'), `${modifier} C`],
    [t('shortcut.move'), '↑ ↓'],
    [t('shortcut.edit'), t('key.enter')],
    [t('shortcut.trash'), t('key.delete')],
  ] as const;
  return (
    <Section title={t('preferences.shortcuts')}>
      <Table fz="sm" withRowBorders={false}>
        <Table.Tbody>
          {keys.map(([what, ...combinations]) => (
            <Table.Tr key={what}>
              <Table.Td pl={0}>{what}</Table.Td>
              <Table.Td ta="right" pr={0}>
                {combinations.map((combination) => (
                  <Kbd key={combination} ml={6}>
                    {combination}
                  </Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
