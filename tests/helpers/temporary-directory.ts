import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];
// Registered once per test file, when it is imported: inside a test or another hook it would never run.
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
});

/** An empty private directory that goes when the test file is done. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'strongroom-test-'));
  made.push(directory);
  return directory;
}
