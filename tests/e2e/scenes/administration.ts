import type { Scene } from './stage.ts';

const pages = ['People', 'Sessions', 'Policy', 'Activity', 'Analytics', 'System'];

/** What an administrator has. Begins in an administrator's open vault. */
export const administration: readonly Scene[] = [
  ...pages.map((page, at): Scene => ({
    name: `administration-${page.toLowerCase()}`,
    async show(stage) {
      if (at === 0) await stage.button('Administration');
      await stage.rail('Administration', page);
    },
  })),
  {
    name: 'administration-create',
    async show(stage) {
      await stage.rail('Administration', 'People');
      await stage.button('New person');
      await stage.page.getByRole('dialog').waitFor();
    },
    leave: (stage) => stage.escape(),
  },
  {
    name: 'administration-person',
    async show(stage) {
      await stage.button('Tomáš Novák');
    },
  },
];
