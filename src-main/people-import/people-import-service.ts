import { setImmediate as breathe } from 'node:timers/promises';
import { AppError } from '../../src-shared/errors.ts';
import type { Input } from '../../src-shared/contract/index.ts';
import { limits } from '../../src-shared/limits.ts';
import type { ImportPreview, ImportReport } from '../../src-shared/people.ts';
import { type Candidate, judgeRow, withoutRepeated, withoutTaken } from './import-lines.ts';
import { type ImportParts, tellImported, writeBatch } from './import-writing.ts';
import { parseApart } from './parse-apart.ts';
import type { ParsedFile } from './parser-protocol.ts';
import { refusal } from './refusal.ts';

/** An import that was looked at and waits for the word to go. */
interface Pending {
  readonly id: string;
  waiting: readonly Candidate[];
  report: ImportReport;
  running: boolean;
  readonly callOffExpiry: () => void;
}

/** Between two slices the window gets its turn. */
const rowsPerSlice = 1000;
const accountsPerTransaction = 200;
/** SECURITY: hashes don't lie in memory for as long as a window stays open. */
const keptMilliseconds = 30 * 60_000;

export type PeopleImport = ReturnType<typeof createPeopleImport>;

/** People from another system. What was previewed is in memory only, one import per administrator, hashes and all. */
export function createPeopleImport(parts: ImportParts) {
  const pending = new Map<string, Pending>();
  const reading = new Map<string, object>();

  function drop(actorId: string): void {
    pending.get(actorId)?.callOffExpiry();
    pending.delete(actorId);
  }

  function keep(actorId: string, candidates: readonly Candidate[]): string {
    const id = parts.newId();
    const skipped = candidates.map(({ line }) => line).filter(({ outcome }) => outcome === 'skipped');
    const waiting = candidates.filter(({ line }) => line.outcome !== 'skipped');
    const callOffExpiry = parts.clock.after(keptMilliseconds, () => drop(actorId));
    pending.set(actorId, { id, waiting, report: { imported: 0, activations: [], skipped }, running: false, callOffExpiry });
    return id;
  }

  return {
    /**
     * Reads a file and says what would become of each line. It replaces what the same administrator had previewed before.
     * Throws fileRefused with the reason, invalidInput for a table or column that isn't there, busy while one is being read or written.
     */
    async preview(actorId: string, { content, table, mapping }: Input<'people.previewImport'>): Promise<ImportPreview> {
      if (reading.has(actorId) || pending.get(actorId)?.running === true) throw new AppError('busy', { what: 'import' });
      const mine = {};
      reading.set(actorId, mine);
      try {
        drop(actorId);
        const bytes = new Uint8Array(Buffer.from(content, 'base64'));
        if (bytes.length > limits.importMaxBytes) throw refusal('tooLarge');
        const file = await parseApart(parts, { content: bytes, table, mapping: mapping ?? {} });
        const candidates = await judged(parts, file);
        // Whoever locked meanwhile was forgotten before there was anything to forget.
        if (reading.get(actorId) !== mine) throw new AppError('vaultLocked');
        const { format, tables, table: chosen, columns, mapping: used } = file;
        const lines = candidates.map(({ line }) => line);
        return {
          id: keep(actorId, candidates),
          format,
          tables,
          table: chosen,
          columns,
          mapping: used,
          lines,
          totals: totalsOf(candidates),
        };
      } finally {
        if (reading.get(actorId) === mine) reading.delete(actorId);
      }
    },

    /**
     * Makes the accounts of that preview and answers with the activation codes, which are told this once. Where it fails in the
     * middle the accounts made so far stay, and calling it again goes on and answers for all of them.
     * Throws notFound for a preview that isn't waiting any more, busy while it runs, diskFull, notWritable.
     */
    async run(actorId: string, id: string): Promise<ImportReport> {
      const job = pending.get(actorId);
      if (job?.id !== id) throw new AppError('notFound', { what: 'import' });
      if (job.running) throw new AppError('busy', { what: 'import' });
      job.running = true;
      const before = job.report.imported;
      try {
        while (job.waiting.length > 0) {
          const batch = job.waiting.slice(0, accountsPerTransaction);
          const written = await writeBatch(parts, actorId, batch);
          job.report = {
            imported: job.report.imported + written.imported,
            activations: [...job.report.activations, ...written.activations],
            skipped: [...job.report.skipped, ...written.skipped],
          };
          job.waiting = job.waiting.slice(batch.length);
          await breathe();
        }
        if (pending.get(actorId) === job) drop(actorId);
        return job.report;
      } finally {
        job.running = false;
        const count = job.report.imported - before;
        // The activation codes exist nowhere else: a notification that can't be stored must not keep them back.
        if (count > 0) await tellImported(parts, actorId, count).catch(() => undefined);
      }
    },

    /** Drops what this administrator has previewed; to be called whenever the vault closes. An import that runs goes on to its end. */
    forget(actorId: string): void {
      reading.delete(actorId);
      drop(actorId);
    },
  };
}

async function judged({ database }: ImportParts, { rows, mapping }: ParsedFile): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (let from = 0; from < rows.length; from += rowsPerSlice) {
    const slice = rows.slice(from, from + rowsPerSlice).map((row) => judgeRow(row, mapping));
    const usable = slice.filter(({ line }) => line.outcome !== 'skipped');
    const taken = await database.repositories.peopleImport.taken(
      usable.map(({ line }) => line.username),
      usable.flatMap(({ line }) => line.email ?? []),
    );
    candidates.push(...slice.map((candidate) => withoutTaken(candidate, taken)));
    await breathe();
  }
  return withoutRepeated(candidates);
}

function totalsOf(candidates: readonly Candidate[]): ImportPreview['totals'] {
  const totals = { password: 0, activation: 0, skipped: 0 };
  for (const { line } of candidates) totals[line.outcome] += 1;
  return totals;
}
