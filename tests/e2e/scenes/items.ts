import type { Scene } from './stage.ts';

const pasted = '# from the old server\nexport PIPELINE_MODE=staging\nOPENAI_API_KEY=sk-proj-rest\nLOG_LEVEL=info\nno line of it\n';

/** What single items have: codes, keys, files, history, renewal. Begins in a vault. */
export const items: readonly Scene[] = [
  {
    name: 'item-totp',
    async show(stage) {
      await stage.item('GitHub');
      await stage.page.getByRole('timer').waitFor();
      // The ring goes round only where motion may be.
      await stage.page.emulateMedia({ reducedMotion: 'no-preference' });
    },
    leave: (stage) => stage.calm(),
  },
  {
    name: 'item-qr',
    async show(stage) {
      await stage.button(/^Show the set-up:/);
      await stage.button(/as a QR code$/);
      await stage.page.getByRole('img', { name: /^QR code of/ }).waitFor();
    },
    seen: (page) => page.locator('svg[width="196"]'),
    leave: (stage) => stage.button(/^Hide the set-up:/),
  },
  {
    name: 'item-files-and-links',
    show: ({ page }) => page.getByText('Linked items').first().waitFor(),
    seen: (page) => page.locator('section').filter({ has: page.locator('input[type=file]') }),
  },
  {
    name: 'file-save',
    async show(stage) {
      await stage.button('Save recovery codes.txt');
      await stage.dialog(/^Save “recovery codes.txt”/);
    },
    leave: (stage) => stage.escape(),
  },
  {
    name: 'file-preview',
    async show(stage) {
      await stage.button('Show recovery codes.txt');
      await stage.page.getByRole('dialog').getByText('77d2-e410').waitFor();
    },
    leave: (stage) => stage.escape(),
  },
  {
    name: 'history',
    async show(stage) {
      await stage.button('1 earlier version');
      await stage.dialog(/^Earlier versions/);
    },
    leave: (stage) => stage.escape(),
  },
  {
    name: 'item-ssh-key',
    async show(stage) {
      await stage.item('Deploy key');
      await stage.page.getByRole('group', { name: /^Fingerprint/ }).waitFor();
    },
  },
  {
    name: 'new-ssh-key',
    async show(stage) {
      await stage.button('New item');
      await stage.page
        .getByRole('region', { name: 'Item', exact: true })
        .getByRole('button', { name: /^SSH key/ })
        .click();
      await stage.page.getByLabel(/^Name/).fill('Backup server');
      await stage.page.getByLabel('Comment').fill('mara@backup');
      await stage.button('Generate a key pair');
      await stage.page.getByText(/^A new key pair is filled in/).waitFor();
    },
    async leave(stage) {
      await stage.button('Cancel');
      await stage.button('Discard');
    },
  },
  { name: 'item-rotation', show: (stage) => stage.item('Weights & Biases') },
  {
    name: 'rotation',
    async show(stage) {
      await stage.item('Hugging Face write token');
      await stage.button(/^Renew/);
      await stage.dialog();
    },
    leave: (stage) => stage.escape(),
  },
  { name: 'item-env-set', show: (stage) => stage.item('Pipeline production') },
  { name: 'editor-env-set', show: (stage) => stage.button('Edit') },
  {
    name: 'env-preview',
    async show(stage) {
      await stage.button('Paste or open a .env');
      await stage.page.getByLabel('Text of the .env').fill(pasted);
      await stage.page.getByText('Left out: no “=” in it').waitFor();
    },
    async leave(stage) {
      await stage.escape();
      await stage.button('Cancel');
    },
  },
  { name: 'item-expired', show: (stage) => stage.item('Grant office') },
];
