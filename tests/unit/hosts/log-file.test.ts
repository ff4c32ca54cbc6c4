import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src-main/hosts/log-file.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

describe('the log file', () => {
  it('holds events and facts as lines, readable by this person alone', () => {
    const directory = temporaryDirectory();
    const log = createLog(directory);
    log('window.crashed');
    log('database.migrated', { name: 'first', count: 2 });
    const file = join(directory, 'logs', 'strongroom.log');
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toEqual([
      { level: 30, time: expect.any(Number), msg: 'window.crashed' },
      { level: 30, time: expect.any(Number), name: 'first', count: 2, msg: 'database.migrated' },
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'logs')).mode & 0o777).toBe(0o700);
  });

  it('drops facts whose names could mean a secret', () => {
    const directory = temporaryDirectory();
    const secret = { password: 'canary-1', key: 'canary-2', secret: 'canary-3', value: 'canary-4', token: 'canary-5', code: 'canary-6' };
    createLog(directory)('careless', secret);
    const written = readFileSync(join(directory, 'logs', 'strongroom.log'), 'utf8');
    for (const name of ['canary-1', 'canary-2', 'canary-3', 'canary-4', 'canary-5']) expect(written).not.toContain(name);
  });
});
