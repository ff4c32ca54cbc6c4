import type { Scene } from './stage.ts';

/** Before anybody is in. Begins at an empty data directory, ends at the login screen of three people. */
export const entry: readonly Scene[] = [
  { name: 'welcome', show: ({ page }) => page.getByRole('button', { name: 'Set up Strongroom' }).waitFor() },
  { name: 'keychain', show: (stage) => stage.button('Set up Strongroom') },
  {
    name: 'administrator',
    async show({ page }) {
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByLabel('Your name').fill('Mara Lindqvist');
      await page.getByLabel(/^Password/).fill('too short');
      await page.getByText('Too short').waitFor();
    },
  },
  { name: 'login', show: (stage) => stage.seed() },
  {
    name: 'activation',
    show: (stage) => stage.button('I have an activation code'),
    leave: (stage) => stage.button('Back'),
  },
  { name: 'restore', show: (stage) => stage.button('No administrator left?'), leave: (stage) => stage.button('Back') },
  {
    name: 'password',
    async show(stage) {
      await stage.button(/Mara/);
      await stage.person.typePassword('wrong');
      await stage.page.getByText('Password is incorrect').waitFor();
    },
  },
  {
    name: 'recovery',
    show: (stage) => stage.button('Use recovery code'),
    leave: (stage) => stage.button('Back'),
  },
];
