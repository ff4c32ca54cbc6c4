import { describe, expect, it } from 'vitest';
import type { ImportColumn } from '../../../src-shared/people.ts';
import { importColumns } from '../../../src-shared/people.ts';
import { judgeRow, withoutRepeated, withoutTaken } from '../../../src-main/people-import/import-lines.ts';
import { hashOfCost } from '../../helpers/user-files.ts';

type Cells = Partial<Record<ImportColumn, string>>;
const mapping = { username: 'u', displayName: 'd', email: 'e', passwordHash: 'p', role: 'r', active: 'is_active' };
const judge = (cells: Cells, line = 2, active = 'is_active') =>
  judgeRow({ line, cells: importColumns.map((column) => cells[column] ?? null) }, { ...mapping, active });
const hash = hashOfCost(10);

describe('one line of an import', () => {
  it('becomes an account that keeps its password', () => {
    expect(judge({ username: ' Ben ', displayName: 'Ben B', email: 'ben@example.org', passwordHash: hash, active: '1' })).toEqual({
      line: {
        ...{ line: 2, username: 'ben', displayName: 'Ben B', email: 'ben@example.org', role: 'user' },
        ...{ outcome: 'password', problem: null },
      },
      hash,
    });
  });

  it('gets an activation code where there is no hash, or none that serves', () => {
    expect(judge({ username: 'ben' })).toMatchObject({ line: { outcome: 'activation', problem: null }, hash: null });
    for (const [passwordHash, problem] of [
      [hashOfCost(15), 'costTooHigh'],
      ['pbkdf2_sha256$1000$salt$hash', 'unknownHash'],
      ['a password in clear', 'unknownHash'],
    ] as const)
      expect(judge({ username: 'ben', passwordHash })).toMatchObject({ line: { outcome: 'activation', problem }, hash: null });
  });

  it.each([
    [{ email: 'Jane.Doe@example.org' }, 'jane.doe'],
    [{ username: 'Jane@example.org' }, 'jane'],
    [{ username: 'Jane  Doe' }, 'jane.doe'],
    [{ email: 'jane+lab@example.org' }, 'jane-lab'],
  ])('makes a username of %j', (cells, username) => {
    expect(judge(cells).line).toMatchObject({ username, displayName: username, outcome: 'activation' });
  });

  it('takes the address out of a username that is one', () => {
    expect(judge({ username: 'jane@example.org' }).line.email).toBe('jane@example.org');
  });

  it.each([
    [{}, 'missingUsername'],
    [{ username: '   ' }, 'missingUsername'],
    [{ email: '@example.org' }, 'missingUsername'],
    [{ username: "ben'; DROP TABLE accounts;--" }, 'invalidUsername'],
    [{ username: '../ben' }, 'invalidUsername'],
    [{ username: 'x'.repeat(65) }, 'invalidUsername'],
    [{ username: 'b\u202een' }, 'invalidUsername'],
  ] as const)('is skipped with %j', (cells, problem) => {
    expect(judge({ ...cells, passwordHash: hash })).toMatchObject({ line: { outcome: 'skipped', problem }, hash: null });
  });

  it('does without an address that is none', () => {
    expect(judge({ username: 'ben', email: 'ben at home', passwordHash: hash }).line).toMatchObject({
      ...{ email: null, outcome: 'password', problem: 'invalidEmail' },
    });
  });

  it.each(['=HYPERLINK("http://evil.example","x")', '<script>alert(1)</script>', "Robert'); DROP TABLE students;--", '@SUM(A1)'])(
    'keeps %s as the text that it is',
    (displayName) => {
      expect(judge({ username: 'ben', displayName }).line.displayName).toBe(displayName);
    },
  );

  it('leaves out of a name what could fake a layout, and cuts it between characters', () => {
    expect(judge({ username: 'ben', displayName: 'Ben\u202e\nB\u0000' }).line.displayName).toBe('Ben B');
    expect(judge({ username: 'ben', displayName: '\u200b' }).line.displayName).toBe('ben');
    expect(judge({ username: 'ben', displayName: '😀'.repeat(40) }).line.displayName).toBe('😀'.repeat(32));
  });

  it('makes nobody an administrator', () => {
    for (const role of ['admin', 'Administrator', '1', 'true', 'superuser'])
      expect(judge({ username: 'ben', passwordHash: hash, role }).line).toMatchObject({ role: 'user', problem: 'wasAdministrator' });
    for (const role of ['user', '0', 'false', '', 'editor'])
      expect(judge({ username: 'ben', role }).line).toMatchObject({ role: 'user', problem: null });
  });

  it('is skipped where the person was not active, whichever way that is said', () => {
    for (const active of ['0', 'false', 'No', 'disabled', 'pending', 'whatever'])
      expect(judge({ username: 'ben', active }).line).toMatchObject({ outcome: 'skipped', problem: 'inactive' });
    for (const active of ['1', 'TRUE', 'yes', 'active', '']) expect(judge({ username: 'ben', active }).line.outcome).toBe('activation');
    for (const active of ['1', 'true', '2025-01-01', 'whatever'])
      expect(judge({ username: 'ben', active }, 2, 'disabled_at').line.problem).toBe('inactive');
    for (const active of ['0', 'false', '']) expect(judge({ username: 'ben', active }, 2, 'is_disabled').line.problem).toBeNull();
  });
});

describe('several lines of an import', () => {
  it('skip whoever has a name or an address that is in use', () => {
    const taken = { usernames: new Set(['ben']), emails: new Set(['c@example.org']) };
    expect(withoutTaken(judge({ username: 'Ben', passwordHash: hash }), taken)).toMatchObject({
      line: { outcome: 'skipped', problem: 'usernameTaken' },
      hash: null,
    });
    expect(withoutTaken(judge({ username: 'cem', email: 'C@example.org' }), taken).line.problem).toBe('emailTaken');
    expect(withoutTaken(judge({ username: 'ben', active: '0' }), taken).line.problem).toBe('inactive');
    expect(withoutTaken(judge({ username: 'dee' }), taken).line.outcome).toBe('activation');
  });

  it('let the first of those in who share a name or an address', () => {
    const lines = withoutRepeated([
      judge({ username: 'ben', active: '0' }, 2),
      judge({ username: 'ben', email: 'b@example.org' }, 3),
      judge({ username: 'BEN' }, 4),
      judge({ username: 'cem', email: 'B@example.org' }, 5),
    ]).map(({ line }) => line.problem);
    expect(lines).toEqual(['inactive', null, 'usernameTwice', 'emailTaken']);
  });
});
