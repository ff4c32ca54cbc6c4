import type { Repositories } from '../database/database.ts';
import type { AccountRow } from './accounts-entity.ts';

const sliceRows = 1000;

/** Every account, read in slices that leave the window responsive. */
export async function* everyAccount(r: Repositories): AsyncGenerator<AccountRow> {
  for (let after = ''; ;) {
    const slice = await r.accounts.after(after, sliceRows);
    yield* slice;
    const last = slice.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
