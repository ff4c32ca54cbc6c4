import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppHarness, apiKeyDraft, passwords, TestSender } from '../helpers/app-harness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { PeopleModel, type Step } from '../helpers/people-model.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const names = ['ada', 'ben', 'cleo', 'dora'] as const;
const person = fc.constantFrom(...names);
const acts = [
  'disable',
  'enable',
  'delete',
  'restore',
  'makeAdministrator',
  'makeUser',
  'requirePassword',
  'releasePassword',
  'endSessions',
  'unlock',
] as const;

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('signIn' as const), who: person, right: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('act' as const), by: person, act: fc.constantFrom(...acts), on: person }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'lock' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'leave' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'signOut' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'changePassword' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reset' as const), by: person, on: person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const), by: person, on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('clock' as const), minutes: fc.integer({ min: -600, max: 600 }) }) },
);

/** The same installation goes through all of them, so that each sequence begins where a few thousand steps have led. */
it('whatever people do in whatever order: nobody is lost, nobody comes in without the password, an administrator is left', async () => {
  const harness = await AppHarness.start({ dataDirectory: temporaryDirectory(), keychain: new MemoryKeychain() });
  const { id } = await harness.setUpAda();
  const model = new PeopleModel(harness);
  model.add('ada', { id, password: passwords.ada, role: 'administrator' });
  for (const username of names.slice(1)) {
    const { code, accountId } = await harness.call('people.create', { username, displayName: username, email: null, role: 'user' });
    const adas = harness.sender;
    harness.openWindow();
    const password = `walnut ferry under ${username} moons`;
    await harness.call('accounts.activate', { code, password });
    await harness.call('items.create', apiKeyDraft(`Item of ${username}`, 'value'));
    await harness.call('session.signOut', undefined);
    await harness.app.detach(harness.sender);
    harness.sender = adas;
    model.add(username, { id: accountId, password, role: 'user' });
  }
  expect(harness.sender).toBeInstanceOf(TestSender);
  let sequences = 0;
  const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 3 }), async (steps) => {
    for (const one of steps) {
      await model.take(one);
      await model.check();
    }
    sequences += 1;
    await model.replaceErased();
    if (sequences % 100 === 0) await model.checkLog();
  });
  // A sequence that failed can't be made smaller: the installation is another one by then.
  await fc.assert(property, { numRuns: 2000, endOnFailure: true });
  await model.checkLog();
  await harness.close();
}, 900_000);
