import { beforeEach, describe, expect, it } from 'vitest';
import { createUsageService } from '../../../src-main/health/usage-service.ts';
import type { Database } from '../../../src-main/database/database.ts';
import type { OpenVault } from '../../../src-main/vault/open-vault.ts';

describe('which items were used', () => {
  let log: number[];
  let asked: string[];
  const service = () =>
    createUsageService({
      database: {
        repositories: {
          audit: {
            first: async () => (log[0] === undefined ? null : { sequence: log[0], at: log[0] * 1000 }),
            last: async () => (log.length === 0 ? null : { sequence: log.at(-1) }),
          },
          usage: {
            usedItems: async (ownerId: string) => {
              asked.push(ownerId);
              return [`item of ${ownerId}`];
            },
          },
        },
      } as unknown as Database,
      programs: { list: async () => [] },
    });
  const opened = (ownerId: string) => ({ ownerId }) as OpenVault;

  beforeEach(() => {
    log = [1, 2, 3];
    asked = [];
  });

  it('is looked up once as long as the log is the same', async () => {
    const usage = service();
    const vault = opened('ada');
    expect(await usage.known(vault)).toMatchObject({ used: ['item of ada'], since: 1000 });
    expect(await usage.known(vault)).toMatchObject({ used: ['item of ada'], since: 1000 });
    expect(asked).toEqual(['ada']);
  });

  it('is looked up anew after a row more, after a row less, and in a log that was emptied', async () => {
    const usage = service();
    const vault = opened('ada');
    await usage.known(vault);
    log.push(4);
    await usage.known(vault);
    log.shift();
    expect(await usage.known(vault)).toMatchObject({ since: 2000 });
    log = [];
    expect(await usage.known(vault)).toMatchObject({ since: null });
    expect(asked).toHaveLength(4);
  });

  it('is known of each vault by itself, and of none that was locked in between', async () => {
    const usage = service();
    await usage.known(opened('ada'));
    await usage.known(opened('ben'));
    await usage.known(opened('ada'));
    expect(asked).toEqual(['ada', 'ben', 'ada']);
  });
});
