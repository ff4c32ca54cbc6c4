import { adaPassword, benPassword, PersonAtWindow } from './people.ts';
import type { TestWindow } from './window.ts';

/** Ada, who is the administrator, and Ben have accounts; the tiles are shown, and Ben was here last. */
export async function setUpAdaAndBen(window: TestWindow): Promise<PersonAtWindow> {
  const person = new PersonAtWindow(window.page);
  const leave = async (): Promise<void> => {
    const loaded = window.page.waitForEvent('load');
    // The page is thrown away before it hears the answer.
    await person.call('session.leave', { next: null }).catch(() => undefined);
    await loaded;
    await window.page.getByRole('heading', { name: 'Who is here?' }).waitFor();
  };
  await person.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada Lovelace', email: null, password: adaPassword });
  await leave();
  await person.call('accounts.create', { username: 'ben', displayName: 'Ben Bitdiddle', email: null, password: benPassword });
  await leave();
  return person;
}
