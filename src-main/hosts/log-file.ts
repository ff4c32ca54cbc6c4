import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Log } from '../host.ts';

/** Events and facts as JSON lines in `logs/strongroom.log` (0600). The type of `Log` lets no object through; names that could mean a secret are dropped too. */
export function createLog(dataDirectory: string): Log {
  const directory = join(dataDirectory, 'logs');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const logger = pino(
    { base: null, redact: { paths: ['password', 'key', 'secret', 'value', 'token'], remove: true } },
    pino.destination({ dest: join(directory, 'strongroom.log'), mode: 0o600, sync: true, append: true }),
  );
  return (event, facts) => logger.info(facts ?? {}, event);
}
