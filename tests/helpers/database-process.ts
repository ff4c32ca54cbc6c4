import { openDatabase } from '../../src-main/database/open-database.ts';
import { systemClock } from '../../src-main/hosts/node-host.ts';
import { accountRow } from './rows.ts';

/** Another process that opens a database, writes one row, says so, and holds it until it is ended. */
const [dataDirectory = ''] = process.argv.slice(2);
const database = await openDatabase({ dataDirectory, clock: systemClock, log: () => undefined });
await database.repositories.accounts.insert(accountRow('ada'));
process.send?.('open');
process.on('disconnect', () => process.exit());
