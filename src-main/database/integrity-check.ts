import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../src-shared/errors.ts';

/** How many things SQLite finds wrong with the file, and how many rows name others that aren't there. */
export interface Integrity {
  readonly problems: number;
  readonly orphans: number;
  readonly tables: number;
}

/** More than this says no more than "badly damaged". */
const problemsMost = 100;

/**
 * A thread of its own, because SQLite answers in one go: a second for each half gigabyte, in which no window would be served. It reads
 * through a connection of its own, which can't write.
 */
const source = `
const { parentPort, workerData } = require('node:worker_threads');
const Database = require(workerData.driver);
const database = new Database(workerData.file, { readonly: true, fileMustExist: true });
const found = database.pragma('integrity_check(' + workerData.most + ')').map((row) => row.integrity_check);
const tables = database.prepare("SELECT count(*) AS count FROM sqlite_master WHERE type = 'table'").get().count;
const orphans = database.pragma('foreign_key_check').length;
database.close();
parentPort.postMessage({ problems: found.length === 1 && found[0] === 'ok' ? 0 : found.length, orphans, tables });
`;

/** Looks at the whole file. Throws internal where it can't be read, and what `signal` is aborted with. */
export function checkIntegrity(file: string, signal: AbortSignal): Promise<Integrity> {
  return new Promise((resolve, reject) => {
    const driver = createRequire(import.meta.url).resolve('better-sqlite3');
    const worker = new Worker(source, { eval: true, workerData: { driver, file, most: problemsMost } });
    const stop = (): void => {
      reject(new AppError('closing', { what: 'check' }));
      void worker.terminate();
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    const end = (): void => signal.removeEventListener('abort', stop);
    worker.once('message', (integrity: Integrity) => {
      end();
      resolve(integrity);
    });
    worker.once('error', (error: unknown) => {
      end();
      // What can't be read at all is the worst of what there is to find.
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') resolve({ problems: 1, orphans: 0, tables: 0 });
      else reject(new AppError('internal', { what: 'check' }));
    });
  });
}
