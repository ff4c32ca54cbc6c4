import type { Role } from './models.ts';

/** Who may call: anyone at the window, a signed-in person or guest, a person whose vault is open, an administrator whose vault is open. */
export const accesses = ['public', 'signedIn', 'unlocked', 'admin'] as const;
export type Access = (typeof accesses)[number];

interface Right {
  /** Null: nobody needs to be signed in. */
  readonly roles: readonly Role[] | null;
  readonly vault: 'open' | 'any';
}

/** The whole of who may do what: the router refuses by it, and screens hide by it what would be refused. */
export const rights: Readonly<Record<Access, Right>> = {
  public: { roles: null, vault: 'any' },
  signedIn: { roles: ['administrator', 'user', 'guest'], vault: 'any' },
  unlocked: { roles: ['administrator', 'user'], vault: 'open' },
  admin: { roles: ['administrator'], vault: 'open' },
};

export const mayUse = (role: Role, access: Access): boolean => rights[access].roles?.includes(role) ?? true;
