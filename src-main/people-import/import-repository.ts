import { type EntityManager, In } from 'typeorm';
import { accountEntity, type AccountRow } from '../accounts/accounts-entity.ts';

/** Stays below SQLite's bound on the number of parameters, of which an account takes some thirty. */
const chunk = 500;

/** Accounts as an import meets them: many at once. */
export function createImportRepository(manager: EntityManager) {
  const rows = manager.getRepository(accountEntity);

  async function present(column: 'username' | 'email', values: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (let from = 0; from < values.length; from += chunk) {
      const wanted = In(values.slice(from, from + chunk));
      for (const row of await rows.find({ where: { [column]: wanted }, select: { id: true, username: true, email: true } }))
        found.add((row[column] ?? '').toLowerCase());
    }
    return found;
  }

  return {
    /** Which of these names and addresses accounts have already; in lower case. */
    async taken(usernames: readonly string[], emails: readonly string[]) {
      const written = [...new Set(emails.flatMap((email) => [email, email.toLowerCase()]))];
      return { usernames: await present('username', usernames), emails: await present('email', written) };
    },
    async insert(accounts: readonly AccountRow[]): Promise<void> {
      for (let from = 0; from < accounts.length; from += chunk) await rows.insert(accounts.slice(from, from + chunk));
    },
  };
}
