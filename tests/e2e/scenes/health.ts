import type { Scene } from './stage.ts';

/** How the vault is, and what is new. Begins in a vault, ends there. */
export const health: readonly Scene[] = [
  {
    name: 'health',
    async show(stage) {
      await stage.button(/^Health/);
      await stage.page.getByText('2 items have the same value', { exact: false }).waitFor();
    },
  },
  {
    name: 'health-weak',
    show: (stage) => stage.button(/^Weak \d/),
    seen: (page) => page.locator('main section ul li'),
    leave: (stage) => stage.button('Vault'),
  },
  {
    name: 'usage',
    async show(stage) {
      await stage.item('GitHub release token');
      for (const button of ['Show Key', 'Hide Key', 'Show Key', 'Hide Key']) await stage.button(button);
      await stage.button('Show uses');
    },
    seen: (page) => page.locator('article time'),
    leave: (stage) => stage.button('Hide uses'),
  },
  { name: 'notifications', show: (stage) => stage.button(/^Notifications/), leave: (stage) => stage.escape() },
];
