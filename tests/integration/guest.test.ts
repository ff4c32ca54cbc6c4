import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../src-shared/policy.ts';
import { AppHarness } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const made = 'quartz-lantern-orbit';

describe('what a guest copies', () => {
  let harness: AppHarness;

  beforeEach(async () => {
    harness = await AppHarness.start({ dataDirectory: temporaryDirectory() });
    await harness.setUpAda();
    await harness.call('policy.set', { ...defaultPolicy, guest: true });
    await harness.call('session.signOut', undefined);
  });
  afterEach(() => harness.close());

  it('goes after the usual time', async () => {
    await harness.call('session.enterAsGuest', undefined);
    expect(await harness.call('generator.copy', { value: made })).toEqual({ clearsAt: harness.clock.now() + 30_000 });
    expect(harness.clipboard.text).toBe(made);
    harness.clock.advance(30_000);
    await expect.poll(() => harness.clipboard.text).toBe('');
  });

  it.each(['session.signOut', 'session.lock'] as const)('goes at once with %s, and the page with it', async (channel) => {
    await harness.call('session.enterAsGuest', undefined);
    await harness.call('generator.copy', { value: made });
    const pages = harness.sender.resets;
    expect(await harness.call(channel, undefined)).toMatchObject({ status: 'signedOut' });
    expect(harness.clipboard.text).toBe('');
    expect(harness.sender.resets).toBe(pages + 1);
  });

  it('goes when the guest makes room for another person', async () => {
    await harness.call('session.enterAsGuest', undefined);
    await harness.call('generator.copy', { value: made });
    await harness.call('session.leave', { next: null });
    expect(harness.clipboard.text).toBe('');
  });

  it('stays off the clipboard where nobody is signed in, or where it is too long', async () => {
    expect(await harness.failure('generator.copy', { value: made })).toEqual({ code: 'notSignedIn' });
    await harness.call('session.enterAsGuest', undefined);
    expect(await harness.failure('generator.copy', { value: 'x'.repeat(20_001) })).toMatchObject({ code: 'invalidInput' });
    expect(harness.clipboard.text).toBe('');
  });
});
