import { describe, expect, it, onTestFinished } from 'vitest';
import { seedDemo } from '../../src-main/hosts/demo.ts';
import { AppHarness } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('the demo', () => {
  it('makes three people and forty items, and tells passwords that open them', async () => {
    const harness = await AppHarness.start({ dataDirectory: temporaryDirectory() });
    onTestFinished(() => harness.close());
    const told: string[] = [];
    await seedDemo(harness.app, (line) => told.push(line));
    expect(told).toHaveLength(3);
    expect(told[0]).toContain('administrator');

    const tiles = await harness.tiles();
    expect(tiles.map(({ displayName }) => displayName).toSorted()).toEqual(['Inês Carvalho', 'Mara Lindqvist', 'Tomáš Novák']);
    let items = 0;
    for (const [at, username] of ['mara', 'tomas', 'ines'].entries()) {
      const password = /password: (.+)$/.exec(told[at] ?? '')?.[1] ?? '';
      const session = await harness.call('session.signIn', { who: { username }, password, acceptOlder: false });
      expect(session).toMatchObject({ status: 'unlocked', unconfirmedCodes: [] });
      const counts = await harness.call('items.counts', undefined);
      items += counts.all;
      await harness.call('session.signOut', undefined);
    }
    expect(items).toBe(40);
  });

  it('draws new passwords every time', async () => {
    const passwords = new Set<string>();
    for (let run = 0; run < 2; run += 1) {
      const harness = await AppHarness.start({ dataDirectory: temporaryDirectory() });
      onTestFinished(() => harness.close());
      await seedDemo(harness.app, (line) => passwords.add(line));
    }
    expect(passwords.size).toBe(6);
  });
});
