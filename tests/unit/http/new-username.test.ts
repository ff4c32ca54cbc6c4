import fc from 'fast-check';
import { expect, it } from 'vitest';
import { namesFrom, numbered } from '../../../src-main/agent/http/new-username.ts';
import { displayNameSchema, usernameSchema } from '../../../src-shared/models.ts';

it.each([
  ['Ada.Lovelace@example.org', 'ada.lovelace'],
  ['cleo.k+trading@example.org', 'cleo.k-trading'],
  ['"odd name"@example.org', 'odd-name'],
  ['___@example.org', 'user'],
  ['..@example.org', 'user'],
  ['jürgen@example.org', 'jürgen'],
])('the name of %s is made of its local part', (email, username) => {
  expect(namesFrom(email).username).toBe(username);
});

it('whatever the address, the names made of it are ones that an account can have', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (local) => {
      const { username, displayName } = namesFrom(`${local}@example.org`);
      expect(usernameSchema.parse(numbered(username, 20))).toBe(numbered(username, 20));
      expect(displayNameSchema.safeParse(displayName).success).toBe(true);
    }),
  );
});
