import type { Scene } from './stage.ts';

/** Somebody new: the code, the first steps in an empty vault, the first thing in it. Begins at the login screen. */
export const beginning: readonly Scene[] = [
  {
    name: 'new-account',
    async show({ page }) {
      await page.getByRole('button', { name: 'Create account' }).click();
      await page.getByLabel('Your name').waitFor();
    },
  },
  {
    name: 'recovery-code',
    async show({ page, person }) {
      await person.fillAccount('Nora Weiss', 'violet harbour seven lanterns');
      await page.getByTestId('recovery-code').waitFor();
    },
  },
  {
    name: 'recovery-sheet',
    async show({ page }) {
      await page.emulateMedia({ media: 'print' });
      await page.getByTestId('recovery-sheet').waitFor();
    },
    leave: ({ page }) => page.emulateMedia({ media: 'screen' }),
  },
  {
    name: 'empty-vault',
    async show({ page, person }) {
      await person.confirmCode();
      await page.getByRole('heading', { name: 'Getting started' }).waitFor();
    },
  },
  {
    name: 'first-paste',
    async show({ page }) {
      await page.getByLabel(/^Paste an API key/).fill(`sk-proj-${'a1B2c3D4'.repeat(5)}`);
      await page.getByRole('button', { name: 'Keep it' }).waitFor();
    },
  },
];
