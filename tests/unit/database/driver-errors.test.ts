import { QueryFailedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { toAppError } from '../../../src-main/database/driver-errors.ts';
import { AppError } from '../../../src-shared/errors.ts';

const coded = (code: string): Error => Object.assign(new Error('of the driver'), { code });

describe('a failure of the driver', () => {
  it.each([
    ['SQLITE_FULL', 'diskFull'],
    ['ENOSPC', 'diskFull'],
    ['SQLITE_READONLY', 'notWritable'],
    ['SQLITE_READONLY_DIRECTORY', 'notWritable'],
    ['SQLITE_CANTOPEN', 'notWritable'],
    ['EACCES', 'notWritable'],
    ['EPERM', 'notWritable'],
    ['EROFS', 'notWritable'],
    ['ENOTDIR', 'notWritable'],
    ['SQLITE_BUSY', 'databaseInUse'],
    ['SQLITE_BUSY_SNAPSHOT', 'databaseInUse'],
    ['SQLITE_CORRUPT_INDEX', 'dataDamaged'],
    ['SQLITE_NOTADB', 'dataDamaged'],
    ['SQLITE_IOERR_READ', 'dataDamaged'],
  ])('of code %s is %s, however deep it lies', (code, name) => {
    const failure = { code: name, detail: { what: 'database' } };
    expect(toAppError(coded(code))).toMatchObject(failure);
    expect(toAppError(new QueryFailedError('SELECT 1', [], coded(code)))).toMatchObject(failure);
  });

  it.each([[new Error('something')], [coded('SQLITE_CONSTRAINT_UNIQUE')], [new AppError('conflict')], ['thrown text'], [null]])(
    'that is none of the disk stays what it is: %s',
    (error) => {
      expect(toAppError(error)).toBe(error);
    },
  );

  it('carries nothing of the statement or its values', () => {
    const failed = new QueryFailedError('UPDATE slots SET wrapped = ?', ['canary'], coded('SQLITE_FULL'));
    expect(JSON.stringify(toAppError(failed))).not.toMatch(/canary|slots/);
  });
});
