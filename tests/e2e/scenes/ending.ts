import { MemoryKeychain } from '../../helpers/memory-keychain.ts';
import type { Scene } from './stage.ts';

/** Locking, handing over, and what keeps the app from working at all. Begins in the first person's open vault. */
export const ending: readonly Scene[] = [
  {
    name: 'locked',
    async show({ page, person }) {
      await person.call('drafts.keep', {
        ...{ itemId: null, revision: null },
        draft: {
          ...{ kind: 'apiKey', name: 'Zenodo upload token', tags: [], favourite: false, askBeforeUse: false, expiresAt: null },
          fields: [{ id: 'account', name: 'Account', type: 'text', value: 'lindqvist-lab', stored: false, offered: true }],
        },
      });
      await page.keyboard.press('Control+l');
      await page.getByTestId('password').waitFor();
    },
  },
  {
    name: 'draft-offer',
    async show(stage) {
      await stage.signIn(/Mara/, 0);
      await stage.page.getByText('You were editing “Zenodo upload token”').waitFor();
    },
  },
  {
    name: 'hand-over',
    async show({ page }) {
      await page.keyboard.press('Control+Shift+h');
      await page.getByRole('heading', { name: 'Who is here?' }).waitFor();
    },
  },
];

/** Begins anywhere; each scene starts the app anew. */
export const problems: readonly Scene[] = [
  {
    name: 'problem-keychain',
    async show(stage) {
      const { keychain } = stage.window.options;
      if (keychain instanceof MemoryKeychain) keychain.fail('keychainLocked');
      await stage.restart();
      await stage.page.getByRole('alert').waitFor();
    },
    leave(stage) {
      const { keychain } = stage.window.options;
      if (keychain instanceof MemoryKeychain) keychain.mend();
      return Promise.resolve();
    },
  },
];
