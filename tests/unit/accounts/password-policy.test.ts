import { describe, expect, it } from 'vitest';
import { judgePassword, requireStrong } from '../../../src-main/accounts/password-policy.ts';

describe('the password policy', () => {
  it.each([
    ['short but wild 1!', 'Zq8#kP2$', 'tooShort'],
    ['a repeated character', 'aaaaaaaaaaaaaaaaaaaa', 'tooCommon'],
    ['a password everybody has, twice', 'passwordpassword', 'tooCommon'],
    ['a row of the keyboard', 'qwertyuiopqwertyuiop', 'tooCommon'],
    ['more bytes than the limit', 'zebra lantern '.repeat(100), 'tooLong'],
  ] as const)('refuses %s', async (_what, password, problem) => {
    expect(await judgePassword(password, [])).toMatchObject({ acceptable: false, problem });
  });

  it("refuses the person's own name as a password", async () => {
    expect(await judgePassword('Lovelace-Lovelace', ['Ada Lovelace'])).toMatchObject({ acceptable: false, problem: 'containsName' });
  });

  it('accepts a passphrase, and characters of any script', async () => {
    expect(await judgePassword('violet harbour seven lanterns', [])).toMatchObject({ acceptable: true, problem: null });
    expect(await judgePassword('Бурый медведь 7 раз чихнул', [])).toMatchObject({ acceptable: true });
  });

  it('counts characters as a person does, not UTF-16 units', async () => {
    expect(await judgePassword('😀🐘🌵🎷🧭🪁🦔', [])).toMatchObject({ problem: 'tooShort' });
  });

  it('names the reason when it refuses', async () => {
    await expect(requireStrong('passwordpassword', [null], 15)).rejects.toMatchObject({
      code: 'weakPassword',
      detail: { reason: 'tooCommon' },
    });
    await expect(requireStrong('violet harbour seven lanterns', ['ada', null], 15)).resolves.toBeUndefined();
  });
});
