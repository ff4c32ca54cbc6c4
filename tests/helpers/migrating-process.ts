import { openDatabase } from '../../src-main/database/open-database.ts';
import { systemClock } from '../../src-main/hosts/node-host.ts';
import { laterVersion } from './later-migrations.ts';

/** A later version that is killed in the middle of its second migration. */
const [dataDirectory = ''] = process.argv.slice(2);
const migrations = laterVersion(async () => {
  process.kill(process.pid, 'SIGKILL');
});
await openDatabase({ dataDirectory, clock: systemClock, log: () => undefined, migrations });
