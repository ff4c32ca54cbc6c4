import { adaPassword, benPassword, PersonAtWindow } from './people.ts';
import type { TestWindow } from './window.ts';

/**
 * Ada, who is the administrator, and Ben have accounts; the tiles are shown, and Ben was here last. `inVault` is done in each vault
 * while it is open.
 */
export async function setUpAdaAndBen(
  window: TestWindow,
  inVault: (person: PersonAtWindow, name: 'Ada' | 'Ben') => Promise<unknown> = async () => undefined,
): Promise<PersonAtWindow> {
  const person = new PersonAtWindow(window.page);
  const leave = async (): Promise<void> => {
    const loaded = window.page.waitForEvent('load');
    // The page is thrown away before it hears the answer.
    await person.call('session.leave', { next: null }).catch(() => undefined);
    await loaded;
    await window.page.getByRole('heading', { name: 'Who is here?' }).waitFor();
  };
  await person.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada Lovelace', email: null, password: adaPassword });
  await inVault(person, 'Ada');
  await leave();
  await person.call('accounts.create', { username: 'ben', displayName: 'Ben Bitdiddle', email: null, password: benPassword });
  await inVault(person, 'Ben');
  await leave();
  return person;
}
