import type { App } from '../app.ts';
import type { Sender } from '../host.ts';
import type { ChannelName, Input, Output } from '../../src-shared/contract/index.ts';
import type { NewCode } from '../../src-shared/models.ts';
import { demoDraft, demoPeople } from './demo-people.ts';

/**
 * Fills an empty installation with three people and forty items through the same channels that a window uses, and tells
 * the passwords that it drew. Throws where the app refuses.
 */
export async function seedDemo(app: App, tell: (line: string) => void): Promise<void> {
  const seeder: Sender = { kind: 'desktop', client: 'Demo', push: () => undefined, reset: () => undefined };
  app.attach(seeder);
  const call = async <C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const result = await app.call(seeder, channel, input);
    if (!result.ok) throw new Error(`${channel} refused: ${result.error.code}`);
    return result.value as Output<C>;
  };
  const confirm = async (kind: 'personal' | 'installation', { code, askGroup }: NewCode): Promise<void> => {
    await call('recovery.confirm', { kind, group: code.split('-')[askGroup - 1] ?? '' });
  };
  const generate = async (recipe: Input<'generator.generate'>): Promise<string> => (await call('generator.generate', recipe)).value;

  for (const [at, { username, displayName, email, items }] of demoPeople.entries()) {
    const password = await generate({ kind: 'passphrase', words: 5, separator: ' ', capitalise: false });
    const person = { username, displayName, email, password };
    if (at === 0) {
      const made = await call('setup.createAdministrator', person);
      await confirm('personal', made.personal);
      await confirm('installation', made.installation);
    } else {
      const made = await call('accounts.create', person);
      if (made.status === 'entered') await confirm('personal', made.personal);
    }
    for (const item of items) {
      const value = await generate({ kind: 'password', length: 40, digits: true, symbols: false, avoidAmbiguous: false });
      await call(
        'items.create',
        demoDraft(item, Date.now(), () => value),
      );
    }
    await call('session.signOut', undefined);
    tell(`${displayName.padEnd(16)} ${at === 0 ? 'administrator' : 'user         '}  password: ${password}`);
  }
  await app.detach(seeder);
}
