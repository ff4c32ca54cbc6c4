import { describe, expect, it } from 'vitest';
import { chosenMapping, guessMapping, saysInactive } from '../../../src-main/people-import/column-mapping.ts';

const none = { username: null, displayName: null, email: null, passwordHash: null, role: null, active: null };

describe('the guess at columns', () => {
  it('knows the names that other systems use, without regard to case and signs', () => {
    expect(guessMapping(['id', 'User_Name', 'E-Mail', 'hashed_password', 'is_admin', 'is_active'])).toEqual({
      ...none,
      username: 'User_Name',
      email: 'E-Mail',
      passwordHash: 'hashed_password',
      role: 'is_admin',
      active: 'is_active',
    });
    expect(guessMapping(['login', 'full_name', 'password', 'role', 'disabled'])).toEqual({
      ...none,
      username: 'login',
      displayName: 'full_name',
      passwordHash: 'password',
      role: 'role',
      active: 'disabled',
    });
  });

  it('takes a name for the username only where there is neither one nor an address', () => {
    expect(guessMapping(['name'])).toEqual({ ...none, username: 'name' });
    expect(guessMapping(['name', 'email'])).toEqual({ ...none, displayName: 'name', email: 'email' });
    expect(guessMapping(['name', 'login'])).toEqual({ ...none, displayName: 'name', username: 'login' });
  });

  it('prefers the column that says it is a hash', () => {
    expect(guessMapping(['password', 'password_hash']).passwordHash).toBe('password_hash');
  });

  it('guesses nothing where nothing fits', () => {
    expect(guessMapping(['a', 'b', ''])).toEqual(none);
  });

  it('gives way to what was chosen, also to nothing', () => {
    const columns = ['username', 'email', 'nick'];
    expect(chosenMapping(columns, { username: 'nick', email: null })).toEqual({ ...none, username: 'nick' });
  });

  it('refuses a column that the file does not have', () => {
    expect(() => chosenMapping(['username'], { email: 'mail' })).toThrow(
      expect.objectContaining({ code: 'invalidInput', detail: { what: 'mapping.email' } }),
    );
  });

  it('knows which columns say who is not active', () => {
    for (const name of ['disabled', 'Is_Disabled', 'deleted_at', 'blocked', 'gesperrt']) expect(saysInactive(name)).toBe(true);
    for (const name of ['is_active', 'enabled', 'status']) expect(saysInactive(name)).toBe(false);
  });
});
