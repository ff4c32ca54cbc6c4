import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { Window } from '../../src-renderer/window.tsx';
import type { AppStatus } from '../../src-shared/contract/setup.ts';
import { standInForBrowser } from './dom.ts';
import { FakeVault } from './vault/fake-vault.ts';

standInForBrowser();

const refused: AppStatus = {
  ...{
    phase: 'problem',
    problem: { code: 'databaseInUse' },
    version: '0',
    machine: 'lab-7',
    dataDirectory: '/srv/data',
    suggestedEmail: null,
    demo: false,
  },
  keychain: { kind: 'os', state: 'available' },
};

it('tries the start again until nothing stands in the way', async () => {
  const vault = new FakeVault();
  let status = refused;
  vault.answers['app.status'] = () => status;
  vault.answers['app.tryAgain'] = () => status;
  render(
    <MantineProvider env="test">
      <Window />
    </MantineProvider>,
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  await screen.findByText('Another program uses this data');
  status = { ...refused, phase: 'firstRun', problem: null };
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  await screen.findByRole('button', { name: 'Set up Strongroom' });
  expect(vault.inputsOf('app.tryAgain')).toHaveLength(2);
});
